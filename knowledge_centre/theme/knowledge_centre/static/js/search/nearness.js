/** Where words stand: phrases, and words that are near each other. */

import { eachPosting } from "./postings.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./postings.js").Form} Form */

/** Words that are farther apart are not near each other. */
const NEAR = 8;
/** How many bytes may be fetched for a phrase; so many at once, and not word by word. */
const PHRASE_BYTES = 40_000;
const AT_ONCE = 12_000;

/**
 * The articles that have any of some forms.
 * @param {Form[]} forms
 * @returns {Set<number>}
 */
export function having(forms) {
  const found = new Set();
  for (const form of forms) eachPosting(form, (article) => found.add(article));
  return found;
}

/**
 * How often each article has words at fixed distances: a phrase. Articles without it are not in the map.
 * @param {{forms: Form[], place: number}[]} words
 * @param {Index} index
 * @returns {Promise<Map<number, number>>}
 */
export async function together(words, index) {
  const sets = words.map(({ forms }) => having(forms));
  const [first = new Set()] = sets;
  /** Where the phrase may begin in each article. @type {Map<number, number[]>} */
  let starts = new Map([...first].filter((article) => sets.every((set) => set.has(article))).map((article) => [article, []]));
  if (words.length < 2) return new Map([...starts.keys()].map((article) => [article, 1]));
  // The rarest first: of the others, the places are fetched only where those stand as they should.
  const rarest = words.map(({ forms, place }, number) => ({ forms, place, size: sets[number]?.size ?? 0 })).sort((a, b) => a.size - b.size);
  const costs = await Promise.all(words.map(({ forms }) => index.cost(forms, (article) => starts.has(article))));
  if (costs.reduce((all, one) => all + one, 0) <= AT_ONCE) await Promise.all(words.map(({ forms }) => index.places(forms, (article) => starts.has(article))));
  let left = PHRASE_BYTES;
  for (const [number, { forms, place }] of rarest.entries()) {
    const wanted = (/** @type {number} */ article) => starts.has(article);
    left -= await index.cost(forms, wanted);
    if (left < 0 && number) break; // a word that is nearly everywhere tells little
    const places = await index.places(forms, wanted);
    const before = starts;
    starts = new Map();
    for (const [article, old] of before) {
      const now = (places.get(article) ?? []).map((one) => one - place);
      const known = new Set(old);
      const both = number ? now.filter((one) => known.has(one)) : now;
      if (both.length) starts.set(article, both);
    }
  }
  return new Map([...starts].map(([article, some]) => [article, some.length]));
}

/**
 * How near two words are in an article: 1 where one follows the other, less with each word between them, 0 where they are
 * far apart.
 * @param {number[]} ones the places of the first, ascending
 * @param {number[]} others the places of the second, ascending
 */
export function nearness(ones, others) {
  let best = 0;
  let at = 0;
  for (const one of ones) {
    while (at < others.length && (others[at] ?? 0) < one) at++;
    const after = (others[at] ?? Infinity) - one || 1;
    const before = one - (others[at - 1] ?? -Infinity) + 1; // the other way round counts a little less
    best = Math.max(best, 1 / Math.min(after, before));
  }
  return best < 1 / NEAR ? 0 : best;
}

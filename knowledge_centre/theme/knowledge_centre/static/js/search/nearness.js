/** Where words stand: phrases, and words that are near each other. */

import { eachPosting } from "./postings.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./postings.js").Form} Form */

/** Words that are farther apart are not near each other. */
const NEAR = 8;

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
  /** @type {Map<number, number>} */
  const found = new Map();
  const sets = words.map(({ forms }) => having(forms));
  const first = sets[0] ?? new Set();
  const both = new Set([...first].filter((article) => sets.every((set) => set.has(article))));
  if (words.length < 2) return new Map([...both].map((article) => [article, 1]));
  if (!both.size) return found;
  const places = await Promise.all(words.map(({ forms }) => index.places(forms, (article) => both.has(article))));
  for (const article of both) {
    const others = places.map((of) => new Set(of.get(article)));
    const starts = places[0]?.get(article) ?? [];
    const from = words[0]?.place ?? 0;
    const count = starts.filter((start) => others.every((of, number) => of.has(start + (words[number]?.place ?? 0) - from))).length;
    if (count) found.set(article, count);
  }
  return found;
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

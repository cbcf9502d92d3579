/** What may have been meant by words that no article has: other forms, their ends, two words, the right spelling. */

// Fetched with the first of them: most questions have none.

import { nearest, neighbours } from "./spelling.js";
import { stem } from "./stems.js";

/** @typedef {import("./lookup.js").Lookup} Lookup */
/** @typedef {import("./lookup.js").Unit} Unit */
/** @typedef {import("./ranking.js").Term} Term */

/** What a completed word counts, where the one that was typed counts 1; a mended one. */
const BEGUN = 0.7;
const MENDED = 0.6;
/** How many times as many articles have the end of a word that is one by itself, too. */
const TIMES = 10;

/**
 * Looks for what may have been meant by words that no article has.
 * @param {Lookup} lookup
 * @param {Unit} unit
 * @param {string[]} left
 */
export async function forgive(lookup, unit, left) {
  const { parts, wholes, typed } = unit.word;
  const [whole] = wholes;
  const begun = whole && typed.length > 3 ? await lookup.begun(whole) : [];
  if (begun.length) {
    unit.wholes.push({ ...lookup.term(begun, BEGUN), isGuess: true });
    lookup.completed.set(typed, begun.map(({ term }) => term));
  }
  for (const part of begun.length ? [] : left) {
    const term = await meant(lookup, part, parts.length > 1 ? (right) => typed.toLowerCase().replace(part, right) : (right) => right, typed);
    if (term) unit.parts.push(term);
  }
}

/**
 * A last word that hardly any article has may be the beginning of one that many have: "mar" of MARC.
 * @param {Lookup} lookup
 * @param {Unit} unit
 */
export async function finish(lookup, { word, parts, wholes }) {
  const [part = ""] = word.parts;
  const least = TIMES * Math.max(...parts.flatMap(({ forms }) => forms.map(([{ articles }]) => articles)));
  const begun = (await lookup.begun(part)).filter(({ articles }) => articles >= least);
  if (!begun.length) return;
  wholes.push({ ...lookup.term(begun, BEGUN), isGuess: true });
  lookup.completed.set(word.typed, begun.map(({ term }) => term));
}

/**
 * @param {Lookup} lookup
 * @param {string} word
 * @param {(right: string) => string} instead what the word that was typed would be then
 * @param {string} typed
 * @returns {Promise<Term | undefined>}
 */
async function meant(lookup, word, instead, typed) {
  const { stemmer } = await lookup.index.directory();
  const stemmed = await stem(word, stemmer, lookup.index.root).catch(() => word);
  const forms = await lookup.try(lookup.index.withStem(stemmed), []);
  if (forms.length) return lookup.term(forms, lookup.stem);
  if (/^\d*$/.test(word)) return undefined;
  const begun = word.length > 1 ? await lookup.begun(word) : [];
  if (begun.length) {
    lookup.completed.set(typed, begun.map(({ term }) => instead(term)));
    return { ...lookup.term(begun, BEGUN), isGuess: true };
  }
  const two = await apart(lookup, word);
  if (two) return two;
  const right = await mended(lookup, word);
  if (!right) return undefined;
  lookup.corrections.set(typed, instead(right));
  return lookup.term(await lookup.forms(right), MENDED);
}

/**
 * What the site has in two words.
 * @param {Lookup} lookup
 * @param {string} word
 * @returns {Promise<Term | undefined>}
 */
async function apart(lookup, word) {
  const starts = await lookup.spelling(word);
  for (const [start] of starts) {
    const end = word.slice(start.length);
    if (start.length < 2 || end.length < 2 || !word.startsWith(start)) continue;
    if (!(await lookup.spelling(end)).some(([known]) => known === end)) continue;
    const hits = await lookup.phrase([{ term: start, place: 0 }, { term: end, place: 1 }]);
    if (hits.size) return { forms: [], hits };
  }
  return undefined;
}

/**
 * The nearest word that the site has. The mistake may be in the first letter: it and the second are swapped, it is one
 * too many, or the next one on the keyboard.
 * @param {Lookup} lookup
 * @param {string} word
 */
async function mended(lookup, word) {
  for (const letters of [[word], [word.slice(1)], neighbours(word)]) {
    const known = await Promise.all(letters.map((letter) => lookup.spelling(letter)));
    const [right] = nearest(word, known.flat(), letters.length > 1 ? 1 : undefined);
    if (right) return right;
  }
  return undefined;
}

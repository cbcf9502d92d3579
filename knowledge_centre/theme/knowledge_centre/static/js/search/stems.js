/** What the forms of a word have in common: asked of a word that the site never uses. stems.py has it of all others. */

import { fold } from "./folding.js";

/** The scripts of stemmers whose words are not written in Latin letters. @type {Record<string, RegExp>} */
const SCRIPTS = {
  arabic: /^[\u0621-\u06d3]+$/,
  armenian: /^[\u0561-\u0587]+$/,
  greek: /^[\u03b1-\u03c9]+$/,
  hindi: /^[\u0900-\u0963]+$/,
  nepali: /^[\u0900-\u0963]+$/,
  russian: /^[\u0430-\u045f\u0491]+$/,
  serbian: /^[\u0430-\u045f\u0491]+$/,
  tamil: /^[\u0b80-\u0bcd]+$/,
};
const LATIN = /^[a-z]+$/;
const SHORTEST = 3;
/** Terms have no diacritics, and by these Snowball knows endings. @type {Record<string, [string, string][]>} */
const ENDINGS = {
  french: [
    ["ee", "ée"],
    ["ees", "ées"],
    ["ite", "ité"],
    ["ites", "ités"],
  ],
  portuguese: [
    ["cao", "ção"],
    ["coes", "ções"],
  ],
  spanish: [["cion", "ción"]],
};

/**
 * @param {string} term
 * @param {string} stemmer its name in the index's directory, empty where there is none
 * @param {URL} folder of the index
 * @returns {Promise<string>}
 */
export async function stem(term, stemmer, folder) {
  if (!LATIN.test(stemmer) || term.length < SHORTEST || !(SCRIPTS[stemmer] ?? LATIN).test(term)) return term;
  const module = await import(new URL(`${stemmer}-stemmer.js`, folder).href);
  return fold(module.stemmer.stemWord(withEnding(term, stemmer))) || term;
}

/**
 * The term with the diacritics of its ending.
 * @param {string} term
 * @param {string} stemmer
 */
function withEnding(term, stemmer) {
  for (const [plain, ending] of ENDINGS[stemmer] ?? []) {
    if (term.endsWith(plain)) return term.slice(0, -plain.length) + ending;
  }
  return term;
}

/** What a reader typed, taken apart: words, quoted phrases, words to leave out. */

/**
 * @typedef {object} Query
 * @property {Map<string, number>} words in their normal form, with how often each was typed
 * @property {string[]} phrases what stood in quotation marks
 * @property {string[]} excluded words and phrases that stood behind a minus
 * @property {Set<string>} all every word typed, stop words too
 */

/** Words of every question, such as "how" and "the". They are left out where other words remain. */
const STOP_WORDS = new Set(
  (
    "a about an and any are as at be been being but by can could did do does for from had has have how i if in into is it " +
    "its may me my no not of on or our shall should so some such than that the their them then there these they this those " +
    "to us was we were what when where which while who whom whose why will with would you your"
  ).split(" "),
);

/**
 * The form in which words are compared: no capitals, no diacritics, no apostrophes.
 * @param {string} text
 */
export function normalise(text) {
  return text.normalize("NFD").replace(/\p{M}|['’]/gu, "").toLowerCase();
}

/**
 * @param {string} text
 * @returns {string[]} its words, normalised
 */
export function wordsOf(text) {
  return normalise(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** @param {string} word */
export function isStopWord(word) {
  return STOP_WORDS.has(word);
}

/**
 * @param {string} typed
 * @returns {Query}
 */
export function parse(typed) {
  /** @type {string[]} */
  const phrases = [];
  /** @type {string[]} */
  const excluded = [];
  let rest = typed.replace(/(^|\s)?([-−])?["“”„«»]([^"“”„«»]+)["“”„«»]/gu, (_, before, minus, phrase) => {
    const words = wordsOf(phrase).join(" ");
    if (words) (minus && before !== undefined ? excluded : phrases).push(words);
    return " ";
  });
  rest = rest.replace(/(^|\s)[-−]([\p{L}\p{N}]\S*)/gu, (_, before, word) => {
    excluded.push(...wordsOf(word));
    return before;
  });
  const all = wordsOf(rest);
  const telling = all.filter((word) => !isStopWord(word));
  /** @type {Map<string, number>} */
  const words = new Map();
  for (const word of telling.length || phrases.length ? telling : all) words.set(word, (words.get(word) ?? 0) + 1);
  const typedWords = new Set([...all, ...phrases.flatMap((phrase) => phrase.split(" "))]);
  return { words, phrases, excluded, all: typedWords };
}

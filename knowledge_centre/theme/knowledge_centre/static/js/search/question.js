/** What was typed, taken apart: words, quoted phrases, and what is to be left out. */

import { cut } from "./cutting.js";

/**
 * One word as it was typed, "no-cache" say, and the terms that it may be found by.
 * @typedef {object} Word
 * @property {string} typed
 * @property {string[]} parts
 * @property {string[]} wholes the whole word first, then its parts glued; none for a word of one part
 * @property {number} start in the text
 * @property {number} end
 * @property {boolean} isSign
 * @property {Phrase} strict as it was typed: of a word of parts, the whole
 */

/** @typedef {{term: string, place: number}[]} Phrase its terms, and at which place of it each is */

/**
 * @typedef {object} Question
 * @property {Word[]} words
 * @property {{typed: string, phrase: Phrase}[]} phrases
 * @property {{typed: string, phrase?: Phrase, word?: Word}[]} excluded
 * @property {string} withoutMinus
 */

/** Of what is longer, the beginning is read. */
const LONGEST = 5_000;
/** A question of more words is a text, in which neither a minus nor quotation marks demand anything. */
export const MANY = 10;
/** In quotation marks, which in Hebrew may be a sign of a word. */
const QUOTED = /(?<![א-ת])((?:^|\s)[-−])?["“”„«»]([^"“”„«»\n]+)["“”„«»](?![א-ת])/gu;
/** A minus that may leave a word out. */
const MINUS = /(?<=^|\s)[-−](?=\p{L})\S+/gu;
/** What stands in commands only: `--amend`, `-d`, `-1`, `-O2`. */
const OPTION = /(?<=^|\s)-(-\p{L}|\d|\p{L}(?=\s|$)|\p{L}+\d)/u;

/**
 * What stands behind a minus, with it: words that may be left out, and options of a command. A word is left out only where
 * there are others, but not many, and nothing tells of a command.
 * @param {string} typed
 * @returns {{words: string[], options: string[]}}
 */
export function behindMinus(typed) {
  const rest = typed.slice(0, LONGEST).replace(QUOTED, " ");
  const others = rest.replace(MINUS, "").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const words = [...new Set(rest.match(MINUS))];
  if (others > MANY || (!others && rest === typed)) return { words: [], options: [] };
  return OPTION.test(rest) ? { words: [], options: words } : { words, options: [] };
}

/**
 * @param {string} typed
 * @param {string[]} minus what is to be left out, as behindMinus() gives it
 * @returns {Question}
 */
export function parse(typed, minus) {
  /** @type {Question} */
  const question = { words: [], phrases: [], excluded: [], withoutMinus: typed };
  /**
   * What is left where something was taken out: so that the words beside it are no neighbours.
   * @param {string} all
   * @param {boolean} [isExcluded]
   */
  const taken = (all, isExcluded) => {
    if (isExcluded) question.withoutMinus = question.withoutMinus.replace(all, all.replace(/[-−]/, ""));
    return "\n".repeat(all.length);
  };
  const rest = typed.slice(0, LONGEST).replace(QUOTED, (all, sign, inside) => {
    const phrase = wordsOf(inside).flatMap((word) => word.strict);
    if (phrase.length) (sign ? question.excluded : question.phrases).push({ typed: inside.trim(), phrase });
    return taken(all, sign && phrase.length);
  });
  const words = rest.replace(MINUS, (all) => {
    const [word] = minus.includes(all) ? wordsOf(all.slice(1)) : [];
    if (word) question.excluded.push({ typed: all.slice(1), word });
    return word ? taken(all, true) : all;
  });
  question.words = wordsOf(words);
  return question;
}

/**
 * The words of a text, each with all terms that it is cut into.
 * @param {string} text
 * @returns {Word[]}
 */
export function wordsOf(text) {
  const tokens = cut(text).map((token, order) => ({ ...token, order }));
  /** @type {(typeof tokens)[]} */
  const groups = [];
  let end = 0;
  for (const token of [...tokens].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (token.start >= end) groups.push([]);
    groups[groups.length - 1]?.push(token);
    end = Math.max(end, token.end);
  }
  return groups.map((group) => {
    group.sort((a, b) => a.order - b.order);
    const start = Math.min(...group.map((one) => one.start));
    const end = Math.max(...group.map((one) => one.end));
    const typed = text.slice(start, end);
    const first = group[0]?.place ?? 0;
    // The parts come first, one at each place.
    const isPart = group.map(({ place, span }, number) => place === first + number && span < 2);
    const number = Math.max(1, isPart.includes(false) ? isPart.indexOf(false) : group.length);
    const parts = group.slice(0, number);
    const wholes = group.slice(number);
    // The last sign of a script without spaces is within the pair before it.
    if (number > 1 && (parts[number - 2]?.end ?? 0) >= end) parts.pop();
    const whole = wholes.find((one) => one.start === start && one.end === end);
    const strict = whole && !/\s/.test(typed) ? [whole] : parts;
    return {
      typed,
      parts: parts.map((one) => one.term),
      wholes: wholes.map((one) => one.term),
      start,
      end,
      isSign: group[0]?.span === 0,
      strict: strict.map(({ term, place }) => ({ term, place })),
    };
  });
}

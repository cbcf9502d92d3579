/** What search says of an answer: how many articles have the words, and what was made of the question. */

import { writeAddress } from "./address.js";
import { button, element, link } from "./view.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Result} Result */

/**
 * Which results are listed first: those that have all of the words, the rest below a line. Where none has all, the best
 * come first, whatever they have: to put those before them that have nearly all finds less (nDCG on CACM 0.50 for 0.52).
 * @typedef {object} Listed
 * @property {Result[]} listed
 * @property {Result[]} rest
 * @property {number} least how many of the words the listed have at least
 * @property {number} number of articles to say: that have all of the words, or nearly all
 * @property {string} have what these have of the words, and how many have less
 */

/**
 * @param {Pick<Answer, "results" | "units" | "unknown">} answer
 * @returns {Listed}
 */
export function list({ results, units, unknown }) {
  // What no article has divides none from the others.
  const all = units.length - unknown.length;
  const listed = results.filter(({ has }) => has >= all);
  const rest = results.filter(({ has }) => has < all);
  if (listed.length) return { listed, rest, least: all, number: listed.length, have: rest.length ? ", with all of the words" : "" };
  const nearly = all < 3 ? 0 : rest.filter(({ has }) => has === all - 1).length;
  const others = nearly < rest.length ? `; ${(rest.length - nearly).toLocaleString("en-GB")} more have some of them` : "";
  const have = nearly ? `, with all of the words but one${others}` : rest.length && all > 1 ? ", with some of the words" : "";
  return { listed: results, rest: [], least: 0, number: nearly || results.length, have };
}

/**
 * How many articles were found.
 * @param {string} q
 * @param {Pick<Answer, "nothing">} answer
 * @param {Pick<Listed, "number" | "have">} split
 * @param {string[]} [filters] what they are called
 */
export function summary(q, { nothing }, { number, have }, filters = []) {
  if (nothing) return `There is nothing to look for in “${q}”: no article has these signs.`;
  const found = `${articles(number)} found` + (q ? ` for “${q}”` : "");
  const narrowed = filters.length ? ` Narrowed to ${filters.join("; ")}.` : "";
  return `${found}${have}.${narrowed}`;
}

/** @param {number} number */
export function articles(number) {
  return number ? `${number.toLocaleString("en-GB")} article${number === 1 ? "" : "s"}` : "No article";
}

/**
 * A line for each thing that was made of the question and that the reader may not have meant.
 * @param {Question} question
 * @param {Answer} answer
 * @param {string} page the address of the search page
 * @returns {HTMLElement[]}
 */
export function notes(question, answer, page) {
  /** @param {string} q */
  const address = (q) => page + writeAddress({ ...question, q });
  const lines = [];
  const { corrections, completed, asTyped, excluded, options, unknown } = answer;
  if (corrections.size) {
    const instead = link([...corrections.keys()].join(", "), address(asTyped));
    lines.push(line("search-mended", "Showing results for ", ...between([...corrections.values()].map((word) => element("em", "", word))), ". Search instead for ", instead, "."));
  }
  for (const [word, words] of completed) {
    lines.push(line("", `“${word}” was taken for the beginning of `, ...between(words.map((one) => element("em", "", one))), "."));
  }
  if (excluded.length) {
    const without = link("Search without the minus", address(answer.withoutMinus));
    lines.push(line("search-excluded", `Left out: articles with ${quoted(excluded)}. `, without, "."));
  }
  if (options.length) lines.push(line("", `Taken for options of a command and not for a minus: ${quoted(options)}.`));
  if (unknown.length && answer.unfiltered.length) lines.push(line("", `No article has ${quoted(unknown, "or")}.`));
  return lines;
}

/**
 * Says that a part of the index did not come.
 * @param {() => void} again
 * @param {string} [said]
 */
export function missing(again, said = "Part of the index did not come, so articles may be missing here. ") {
  return line("search-missing", said, button("search-again", "Try again", again));
}

/**
 * "Did you mean …": words that the site uses, near to those that it does not.
 * @param {string[]} words
 * @param {string} page
 */
export function nearWords(words, page) {
  const links = words.map((word) => link(word, `${page}?${new URLSearchParams({ q: word })}`));
  return line("search-near", "Did you mean ", ...between(links), "?");
}

/**
 * A paragraph.
 * @param {string} className
 * @param {...(string | Node)} parts
 */
export function line(className, ...parts) {
  const made = element("p", className);
  made.append(...parts);
  return made;
}

/**
 * "“a”, “b” and “c”".
 * @param {string[]} words
 * @param {string} [last]
 */
export function quoted(words, last = "and") {
  const marks = words.map((word) => `“${word}”`);
  return [marks.slice(0, -1).join(", "), ...marks.slice(-1)].filter(Boolean).join(` ${last} `);
}

/** @param {Node[]} parts */
function between(parts) {
  return parts.flatMap((part, number) => (number ? [", ", part] : [part]));
}

/**
 * What was asked and how much was found, as an event of the page, for a site that wants to count it. Nothing is sent.
 * @param {"page" | "dialog"} place
 * @param {Question} question
 * @param {number} found how many articles
 * @param {string[]} unknown words that no article has
 */
export function report(place, { q, facets, from, to }, found, unknown) {
  const detail = { place, question: q, found, unknown, filters: { ...facets, from, to } };
  document.dispatchEvent(new CustomEvent("knowledge-centre:search", { bubbles: true, detail }));
}

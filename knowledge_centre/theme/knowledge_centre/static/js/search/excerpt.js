/** What a result shows of an article: the passage with most of the words searched for, and the sections that have them. */

import { cut } from "./cutting.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Part} Part */
/** @typedef {import("./answer.js").Shown} Shown */
/** @typedef {import("./index.js").Index} Index */

/** How many words a passage has. */
const LENGTH = 32;
/** How many words it has before the first that is marked. */
const BEFORE = 4;
/** How many sections are shown at most. */
const SECTIONS = 3;

/**
 * What was found in a text: where it stands, and what it is worth.
 * @typedef {{start: number, end: number, place: number, worth: number}} Found
 */

/**
 * @param {import("./answer.js").Result} result
 * @param {Answer} answer
 * @param {Index} index
 * @param {boolean} passage whether the text is fetched, for a passage and sections
 * @returns {Promise<Shown>}
 */
export async function show({ number }, answer, index, passage) {
  if (index.server) return index.server.show(number, answer);
  const { worth } = answer;
  const { u, t, m } = await index.head(number);
  /** @type {Shown} */
  const shown = { url: within(new URL(u, index.site), index.site), title: t, meta: m, passage: [], anchor: "", sections: [] };
  if (!passage) return shown;
  const { s, b } = await index.blocks(number).catch(() => ({ s: [], b: [] }));
  const sections = b.map((some, place) => {
    const [anchor, heading] = s[place - 1] ?? ["", ""];
    const text = some.map((block) => (typeof block === "string" ? block : block.c)).join(" ").replace(/\s+/gu, " ");
    return { anchor, heading, ...passageOf(text, worth), more: sum(found(heading, worth)) };
  });
  let best = sections[0];
  for (const one of sections) if (best && one.worth > best.worth) best = one;
  if (best) [shown.passage, shown.anchor] = [best.parts, best.anchor];
  const most = sections.filter((one) => one.anchor && one.worth + one.more > 0).sort((a, b) => b.worth + b.more - a.worth - a.more);
  const chosen = new Set(most.slice(0, SECTIONS));
  shown.sections = sections.filter((one) => chosen.has(one)).map(({ anchor, heading }) => ({ anchor, text: heading }));
  return shown;
}

/**
 * An address, without the host where that is the site's own.
 * @param {URL} url
 * @param {URL} site
 */
export function within(url, site) {
  return url.origin === site.origin ? url.pathname : url.href;
}

/**
 * The best passage of a text, and what it is worth.
 * @param {string} text
 * @param {Map<string, number>} worth of each term
 * @returns {{parts: Part[], worth: number}}
 */
export function passageOf(text, worth) {
  const all = found(text, worth);
  let most = 0;
  let best = 0;
  for (let first = 0; first < all.length; first++) {
    const place = all[first]?.place ?? 0;
    const value = sum(all.slice(first, first + LENGTH).filter((one) => one.place < place + LENGTH - BEFORE));
    if (value > most) [most, best] = [value, place];
  }
  const words = cut(text).filter(({ span }) => span === 1);
  const starts = [...new Map(words.reverse().map(({ place, start }) => [place, start])).entries()].sort((a, b) => a[0] - b[0]);
  const last = starts.length - LENGTH;
  const first = Math.max(0, Math.min(best - BEFORE, last));
  const start = first ? (starts[first]?.[1] ?? 0) : 0;
  const end = first < last ? (starts[first + LENGTH]?.[1] ?? text.length) : text.length;
  return { parts: marked(text, all, start, end), worth: most };
}

/**
 * A piece of a text with what was found in it marked.
 * @param {string} text
 * @param {Found[]} all
 * @param {number} start
 * @param {number} end
 * @returns {Part[]}
 */
function marked(text, all, start, end) {
  /** @type {Part[]} */
  const parts = [];
  const add = (/** @type {string} */ piece, isMarked = false) => piece && parts.push({ marked: isMarked, text: piece });
  let at = start;
  add(start ? "… " : "");
  for (const one of all) {
    if (one.end <= at || one.start >= end) continue;
    add(text.slice(at, Math.max(at, one.start)));
    add(text.slice(Math.max(at, one.start), one.end), true);
    at = one.end;
  }
  add(text.slice(at, Math.max(at, end)).trimEnd() + (end < text.length ? " …" : ""));
  return parts;
}

/**
 * @param {string} text
 * @param {Map<string, number>} worth
 * @returns {Found[]} in their order, the longest first where some begin together
 */
function found(text, worth) {
  return cut(text)
    .flatMap(({ term, start, end, place }) => (worth.has(term) ? [{ start, end, place, worth: worth.get(term) ?? 0 }] : []))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * What some words are worth. Forms of a word are worth the same; each word counts once, and a little more each further time:
 * so a passage with different words is better than one that repeats a word.
 * @param {Found[]} some
 */
function sum(some) {
  return [...new Set(some.map((one) => one.worth))].reduce((all, one) => all + one, 0) + some.length / 1000;
}

/** What a result shows of an article's text: the passage with most of the words searched for, and the headings above them. */

/** How many words a passage has. */
const LENGTH = 32;
/** How many headings are shown at most. */
const HEADINGS = 3;
/** How many words of a heading are shown at most. */
const LONGEST = 16;

/**
 * A part of a passage: its words, and whether they are to be marked.
 * @typedef {{marked: boolean, text: string}} Part
 */

/** @typedef {{id: string, location: number, element: string}} Anchor as Pagefind gives it */

/**
 * @param {string} content the text of an article
 * @param {Map<number, number>} places where words were found, and how much each of those is worth
 * @returns {Part[]}
 */
export function excerpt(content, places) {
  const words = content.split(/[\r\n\s]+/);
  const start = bestStart(words.length, places);
  const end = Math.min(words.length, start + LENGTH);
  /** @type {Part[]} */
  const parts = [{ marked: false, text: start ? "… " : "" }];
  for (let place = start; place < end; place++) {
    const marked = places.has(place);
    const last = parts[parts.length - 1];
    if (last && !marked && !last.marked) last.text += `${words[place]} `;
    else parts.push({ marked, text: words[place] ?? "" }, { marked: false, text: " " });
  }
  if (end < words.length) parts.push({ marked: false, text: "…" });
  return parts.filter((part) => part.text);
}

/**
 * Where the best passage begins. Words of the same worth are taken for one word, and each word counts once: so a passage
 * with several different words is better than one that repeats a word.
 * @param {number} length of the text, in words
 * @param {Map<number, number>} places
 */
export function bestStart(length, places) {
  const sorted = [...places].sort((a, b) => a[0] - b[0]);
  let best = 0;
  let most = -1;
  for (let first = 0; first < sorted.length; first++) {
    const start = sorted[first]?.[0] ?? 0;
    const inside = sorted.slice(first).filter(([place]) => place < start + LENGTH);
    const worth = [...new Set(inside.map((one) => one[1]))].reduce((sum, one) => sum + one, 0) + inside.length / 1000;
    if (worth > most) [best, most] = [start, worth];
  }
  return Math.max(0, Math.min(best - 4, length - LENGTH));
}

/**
 * The headings of the sections that have most of the words, in the order of the text.
 * @param {string} content
 * @param {Anchor[]} anchors Sphinx gives an id to each section; the first section is the article itself
 * @param {Map<number, number>} places
 * @returns {{id: string, text: string}[]}
 */
export function headings(content, anchors, places) {
  const words = content.split(/[\r\n\s]+/);
  const sections = anchors.filter((anchor) => anchor.element === "section").slice(1);
  /** @type {Map<Anchor, number>} */
  const worth = new Map();
  for (const [place, weight] of places) {
    const above = sections.filter((section) => section.location <= place).pop();
    if (above) worth.set(above, (worth.get(above) ?? 0) + weight);
  }
  const chosen = [...worth].sort((a, b) => b[1] - a[1]).slice(0, HEADINGS);
  return chosen
    .map((one) => one[0])
    .sort((a, b) => a.location - b.location)
    .map(({ id, location }) => ({ id, text: headingAt(words, location) }));
}

/**
 * The heading that a section begins with. Pagefind puts a full stop after it where it ends without a sign.
 * @param {string[]} words
 * @param {number} place
 */
function headingAt(words, place) {
  const some = words.slice(place, place + LONGEST);
  const end = some.findIndex((word) => /[.?!]$/.test(word));
  return some.slice(0, end < 0 ? LONGEST : end + 1).join(" ").replace(/\.$/, "");
}

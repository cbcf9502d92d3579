/** What a result shows of an article's text: the passage with most of the words, and the headings above them. */

/** Words in a passage. */
const LENGTH = 32;
/** Headings shown at most. */
const HEADINGS = 3;
/** Words of a heading at most. */
const LONGEST = 16;

/**
 * A part of a text: whether it is marked, and its words.
 * @typedef {{marked: boolean, text: string}} Part
 */

/** @typedef {{id: string, location: number, element: string}} Anchor as Pagefind gives it */

/**
 * @param {string} content the text of an article
 * @param {Map<number, number>} places of words found, and what each is worth
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
 * Where the passage begins that holds most: each worth is counted once, so that different words win over repeats.
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
 * The headings below which the words stand, in the order of the text.
 * @param {string} content
 * @param {Anchor[]} anchors of sections: Sphinx gives its ids to them, and the first is the article's own
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
 * A section begins with its heading, which Pagefind ends with a full stop where it has no sign of its own.
 * @param {string[]} words
 * @param {number} place
 */
function headingAt(words, place) {
  const some = words.slice(place, place + LONGEST);
  const end = some.findIndex((word) => /[.?!]$/.test(word));
  return some.slice(0, end < 0 ? LONGEST : end + 1).join(" ").replace(/\.$/, "");
}

/** Places in articles: where one was read to. Values in, values out. */

/** @typedef {{path: string, section: string, part: number}} Place the id of a section, and how far down in it */
/** @typedef {{section: string, top: number, height: number}} Box of a section on the screen, in pixels */

/** How many articles are remembered. */
const MOST = 20;

/**
 * Where a line across the screen is: in the last section that begins above it.
 * @param {Box[]} boxes in the order of the text, the whole of it first
 * @param {number} line
 */
export function placeAt(boxes, line) {
  const { section, top, height } = boxes.filter((box) => box.top <= line).at(-1) ?? { section: "", top: line, height: 1 };
  return { section, part: Math.round(Math.min((line - top) / height, 1) * 1000) / 1000 };
}

/**
 * The places to keep once an article was left, the latest first.
 * @param {Place[]} places
 * @param {string} path
 * @param {Place} [place] none where it was read to its end
 */
export function kept(places, path, place) {
  const others = places.filter((one) => one.path !== path);
  return (place ? [place, ...others] : others).slice(0, MOST);
}

/**
 * @param {any} one
 * @returns {one is Place}
 */
export function isPlace(one) {
  return typeof one?.path === "string" && typeof one.section === "string" && Number.isFinite(one.part);
}

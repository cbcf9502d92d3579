/** What a word that the site does not use may have meant: the nearest words that it does use. */

/** Words of this length and longer may have two mistakes, shorter ones one. */
const LONG = 7;
/** Shorter words are not corrected: they are near to too many others. */
const SHORT = 4;
const KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/**
 * How many mistakes there are between two words: a letter more, less or other, or two neighbours swapped (the distance
 * of Damerau and Levenshtein, as optimal string alignment).
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 * @returns {number} the distance, or limit + 1 where it is larger
 */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = new Uint8Array(other.length + 1);
  let above = Uint8Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = new Uint8Array(other.length + 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let value = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        value = Math.min(value, at(before, j - 2) + 1);
      }
      row[j] = value;
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    [before, above] = [above, row];
  }
  return Math.min(at(above, other.length), limit + 1);
}

/**
 * @param {Uint8Array} row
 * @param {number} place
 */
function at(row, place) {
  return row[place] ?? 0;
}

/**
 * The known words nearest to one, best first: by distance, then by how many articles use them.
 * @param {string} word
 * @param {Iterable<[string, number]>} known words and the number of articles that use each
 * @param {number} [limit] the largest distance
 * @returns {string[]}
 */
export function nearest(word, known, limit = word.length >= LONG ? 2 : 1) {
  if (word.length < SHORT || /[^\p{L}\p{M}]/u.test(word)) return [];
  /** @type {[number, number, string][]} */
  const found = [];
  for (const [other, articles] of known) {
    const far = distance(word, other, limit);
    if (far <= limit) found.push([far, -articles, other]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1)).map((one) => one[2]);
}

/**
 * The letters beside the first letter of a word on a keyboard.
 * @param {string} word
 * @returns {string[]}
 */
export function neighbours(word) {
  const row = KEYBOARD.findIndex((keys) => keys.includes(word.slice(0, 1)));
  const key = KEYBOARD[row]?.indexOf(word.slice(0, 1)) ?? -1;
  return (key < 0 ? [] : [-1, 0, 1]).flatMap((step) => [...(KEYBOARD[row + step]?.slice(Math.max(0, key - 1), key + 2) ?? "")]);
}

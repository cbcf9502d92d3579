/** Pure: whether a name has the words that were typed. */

/**
 * A text without case and accents.
 * @param {string} text
 */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Gives a function that tells whether a name has all the words, whole or begun, in any order.
 * @param {string} asked
 * @returns {(name: string) => boolean}
 */
export function fitting(asked) {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  return (name) => {
    const text = plain(name);
    return words.every((word) => text.includes(word));
  };
}

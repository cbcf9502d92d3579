/** Pure: whether a name has the words that were typed. */

import { fold } from "./search/folding.js";

/**
 * Gives a function that tells whether a name has all the words, whole or begun, in any order.
 * @param {string} asked
 * @returns {(name: string) => boolean}
 */
export function fitting(asked) {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  return (name) => {
    const text = fold(name);
    return words.every((word) => text.includes(word));
  };
}

/** By which forms words are found: what characters.py has too. */

// Browsers and Python know different versions of Unicode. So no rule asks Unicode for a class: all are ranges that are
// written down. Unicode does not change the marks and the case of a character that it has; what had none in Unicode 14,
// the oldest that is met, stays as it is.

/**
 * Hexadecimal ranges as the inside of a character class.
 * @param {string} text
 */
export function ranges(text) {
  return text.replace(/[\da-f]+/g, "\\u{$&}").replaceAll(" ", "");
}

/** What nobody sees: soft hyphens, joiners, directions, variants; and the middle dot of Catalan. */
export const IGNORED = new RegExp(
  `[${ranges("ad 34f 61c 17b4-17b5 180b-180f 200b-200f 202a-202e 2060-206f 20e3 fe00-fe0f feff 1f3fb-1f3ff e0000-e0fff")}]|(?<=[lL])·(?=[lL])`,
  "gu",
);

const SETTLED = new RegExp(`[^${ranges("897 e33 eb3 1acf-1aff 1c89 a7cb-a7dc a7f1 10000-1d3ff 1d800-1e8ff 1e944-2f7ff 2fa20-10ffff")}]+`, "gu");

/** The noughts of digits that are found by the others' too. */
export const DIGITS = [..."٠۰०০๐０"];

/** Letters that Unicode does not take apart, and what they are found by. */
const LETTERS = new Map("łl øo æae œoe đd ðd þth ßss ħh ıi ŋn ŧt ĸk ɓb ɗd ƙk ƴy ɛe ɔo əe ςσ ٱا ىي یي کك".split(" ").map((one) => [one[0], one.slice(1)]));
for (const nought of DIGITS) {
  for (let digit = 0; digit < 10; digit++) LETTERS.set(String.fromCharCode(nought.charCodeAt(0) + digit), `${digit}`);
}
const LETTER = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "g");

/** Of Latin, Greek, Cyrillic, Hebrew and Arabic. й is a letter, by which Russian endings are known. */
const DIACRITICS =
  /(?<!и)\u0306|(?<=l)·(?=l)|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g;

/**
 * The form in which words are compared: small letters without diacritics, in any language alike.
 * @param {string} text
 */
export function fold(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text.replace(IGNORED, "").replace(SETTLED, (some) =>
    some
      .normalize("NFKD")
      .toLowerCase()
      .replace(DIACRITICS, "")
      .replace(LETTER, (letter) => LETTERS.get(letter) ?? "")
      .normalize("NFC"),
  );
}

/** How a text is cut into the words that it is found by: the same rules, in the same order, as in cutting.py. */

import { MARKS, NO_WORD, SYMBOLS, UNSPACED } from "./characters.js";
import { DIGITS, IGNORED, fold, ranges } from "./folding.js";

/**
 * A term where it stands.
 * @typedef {object} Token
 * @property {string} term
 * @property {number} place
 * @property {number} span the number of places it takes: more than one is a word of parts, none a sign
 * @property {number} start in the text
 * @property {number} end
 */

/** Characters of a term. */
const LONGEST = 40;
/** More in a row are a line that is drawn. */
const LONGEST_SIGNS = 8;
const CACHED = 20_000;

/** What an option or the name of a hidden file may follow, but for a space. */
const BEFORE = "(\\[{<>\"'`‘’“”„«/=,;|";
/** Those of other scripts too. */
const DIGIT = "0-9¹²³⁰-₉" + DIGITS.map((nought) => nought + "-" + String.fromCharCode(nought.charCodeAt(0) + 9)).join("");
const WORD = `[^${NO_WORD}${UNSPACED}]`;
const LETTER = `[^${NO_WORD}${UNSPACED}${DIGIT}]`;
/** What stands between the parts of a word, and in which shapes. @type {Record<string, string>} */
const JOINERS = { "-": "-‐‑־－", "'": "'’‘ʹʻʼʽ′´՚׳״＇\"”", ".": ".．", _: "_＿" };
const JOINER =
  "_{0,4}(?:[-‐‑־－'’‘ʹʻʼʽ′´՚׳＇.．＿⁀]|(?<=[א-ת])[\"״”](?=[א-ת])" +
  `|(?<=[${DIGIT}]):(?=[${DIGIT}])|(?<![${DIGIT}])&(?![${DIGIT}]))_{0,4}|_{1,4}`;
/** Between camel and Case, HTML and Parser; not in URLs or IPv6. */
const HUMP = "(?<=[a-zß-öø-ÿа-я])(?=[A-ZÀ-ÖØ-ÞА-Я])|(?<=[A-ZÀ-ÖØ-ÞА-Я]{2})(?=[A-ZÀ-ÖØ-ÞА-Я][a-zß-öø-ÿа-я]{2})";
/** English words that are written in three ways: e mail is one of them. */
const APART = new RegExp(`[eExXtT](?<!${WORD}[eExXtT]) (?=mail|book|commerce|learning|ray|shirt)`, "gu");
/** Of options, hidden files and .NET; a dash is what typographers make of two hyphens. */
const LEAD = `(?:(?<![^${BEFORE}])(?:--?|–|\\.)(?=${LETTER}))?`;
/** Of C++ and C#. */
const TAIL = `(?:(?<![${DIGIT}_])(?:\\+\\+(?![+#]|${LETTER})|[+#](?![+#=]|${WORD})))?`;
/** What an Arabic word may be said without: the article, with what is written together with it. */
const ARTICLE = /^(?:[وفبك]?ال|لل)(?=.{3})/u;
const SIGNS = "[!#$%&*+/:<=>?@\\\\^|~\\-]{2,}|\\$[(\\{]|\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\[\\]|\\{\\}";
const SYMBOL = `[${ranges("1f1e6-1f1ff")}]{2}|[${SYMBOLS}]`;
const CHUNK = new RegExp(
  `${LEAD}_{0,4}${WORD}+(?:(?:${JOINER})${WORD}+)*_{0,4}${TAIL}|[${UNSPACED}]+|${SYMBOL}|${SIGNS}`,
  "gu",
);
/** What Python's split() leaves. */
const PIECE = /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const BODY = new RegExp(`${WORD}(?:.*${WORD})?`, "su");
const PARTS = new RegExp(`(${JOINER}|${HUMP})`, "u");
const SIGN = new RegExp(`[${UNSPACED}][${MARKS}]*`, "gu");
const NOT_WORD = new RegExp(`[${NO_WORD}]+`, "gu");
const SHAPES = new Map(Object.entries(JOINERS).flatMap(([kind, shapes]) => [...shapes].map((shape) => [shape, kind])));
const GLUED = new Set(["", "-", "'", "_", "⁀"]);

/**
 * The terms of what stands between two spaces, with places and offsets from there; and how many places it takes.
 * @typedef {{ terms: Token[], places: number }} Terms
 */

/** @type {Map<string, Terms>} */
const known = new Map();

/**
 * The terms of a text, in order. The last sign of several without spaces is a term by itself, for those who look for
 * one sign; a question of more signs does without.
 * @param {string} text
 * @returns {Token[]}
 */
export function cut(text) {
  const { visible, offsets } = seen(text);
  /** @type {Token[]} */
  const tokens = [];
  let first = 0;
  for (const piece of visible.replace(APART, (found) => `${found[0]}⁀`).matchAll(PIECE)) {
    const { terms, places } = termsOf(piece[0]);
    for (const { term, place, span, start, end } of terms) {
      const from = piece.index + start;
      const to = piece.index + end;
      tokens.push({
        term,
        place: first + place,
        span,
        start: offsets ? (offsets[from] ?? 0) : from,
        end: offsets ? (offsets[to] ?? text.length) : to, // with what nobody sees behind it: the colour of a hand
      });
    }
    first += places;
  }
  return tokens;
}

/**
 * The text without what nobody sees; and where what is left of it stands in it, if that is somewhere else.
 * @param {string} text
 * @returns {{ visible: string, offsets: number[] | null }}
 */
function seen(text) {
  const visible = text.replace(IGNORED, "");
  if (visible.length === text.length) return { visible, offsets: null };
  /** @type {number[]} */
  const offsets = [];
  let from = 0;
  for (const ignored of [...text.matchAll(IGNORED), { 0: "", index: text.length }]) {
    for (; from < ignored.index; from++) offsets.push(from);
    from += ignored[0].length;
  }
  return { visible, offsets };
}

/**
 * @param {string} piece
 * @returns {Terms}
 */
function termsOf(piece) {
  const kept = known.get(piece);
  if (kept) return kept;
  /** @type {Terms} */
  const all = { terms: [], places: 0 };
  CHUNK.lastIndex = 0; // matchAll() would copy this large expression for each word
  for (let found = CHUNK.exec(piece); found; found = CHUNK.exec(piece)) {
    const { index } = found;
    const { terms, places } = termsOfChunk(found[0]);
    for (const one of terms) {
      all.terms.push({ ...one, place: all.places + one.place, start: index + one.start, end: index + one.end });
    }
    all.places += places;
  }
  if (piece.length <= 2 * LONGEST) {
    if (known.size >= CACHED) known.clear();
    known.set(piece, all);
  }
  return all;
}

/**
 * @param {string} chunk
 * @returns {Terms}
 */
function termsOfChunk(chunk) {
  const body = BODY.exec(chunk);
  if (body) return termsOfWord(chunk, body.index, body[0]);
  const same = fold(chunk) === chunk;
  const signs = [...chunk.matchAll(SIGN)].map(({ 0: sign, index }) => ({
    folded: same ? sign : fold(sign),
    start: index,
    end: index + sign.length,
  }));
  if (!signs.length) {
    const whole = { term: chunk, place: 0, span: 0, start: 0, end: chunk.length };
    return { terms: [...chunk].length <= LONGEST_SIGNS ? [whole] : [], places: 0 };
  }
  const terms = signs.map(({ folded, start, end }, place) => {
    const next = signs[place + 1];
    return { term: shortened(folded + (next?.folded ?? "")), place, span: 1, start, end: next?.end ?? end };
  });
  return { terms, places: signs.length };
}

/**
 * @param {string} chunk
 * @param {number} index where its parts begin
 * @param {string} body its parts, and between any two what joins them, which is nothing at a hump
 * @returns {Terms}
 */
function termsOfWord(chunk, index, body) {
  /** @type {{ plain: string, start: number, end: number }[]} */
  const parts = [];
  /** What stands before each part. @type {string[]} */
  const joiners = [];
  let joiner = "";
  let start = index;
  body.split(PARTS).forEach((element, number) => {
    const end = start + element.length;
    if (number % 2) {
      joiner = [...element].map((sign) => SHAPES.get(sign) ?? sign).join("");
    } else {
      const plain = fold(element).replace(NOT_WORD, "");
      if (plain) {
        joiners.push(parts.length ? joiner : "");
        parts.push({ plain, start, end });
      }
    }
    start = end;
  });
  const plains = parts.map((part) => part.plain);
  /** @type {Token[]} */
  const terms = parts.map(({ plain, start, end }, place) => ({ term: shortened(plain), place, span: 1, start, end }));
  parts.forEach(({ plain, start, end }, place) => {
    const article = ARTICLE.exec(plain)?.[0].length;
    // Something of the word is left out, so this is never the whole of what was typed.
    if (article) terms.push({ term: shortened(plain.slice(article)), place, span: 1, start: start + 1, end });
  });
  /**
   * @param {string} term
   * @param {number} first
   * @param {number} last the part behind it
   * @param {number} [from]
   * @param {number} [to]
   */
  const add = (term, first, last, from = parts[first]?.start ?? 0, to = parts[last - 1]?.end ?? 0) => {
    if ([...term].length <= LONGEST) terms.push({ term, place: first, span: last - first, start: from, end: to });
  };
  for (const [first, last] of groups(joiners)) {
    const some = plains.slice(first, last);
    const between = joiners.slice(first + 1, last);
    const whole = joined(some, between);
    const glued = some.join("");
    if (!between.includes("⁀")) add(whole, first, last);
    if (glued !== whole && mayBeGlued(some, between)) add(glued, first, last);
  }
  const before = chunk.slice(0, index);
  const behind = chunk.slice(index + body.length);
  const tail = behind.replace(/^_+/, "");
  const last = parts.length;
  if (tail && last > 1) add(plains[last - 1] + tail, last - 1, last, undefined, chunk.length);
  if (last && (before || behind)) {
    add(before.replace("–", "--") + joined(plains, joiners.slice(1)) + behind, 0, last, 0, chunk.length);
  }
  return { terms, places: last };
}

/**
 * Which parts make wholes: all, and those that one sign joins, such as GitHub in GitHub-hosted.
 * @param {string[]} joiners
 * @returns {[number, number][]}
 */
function groups(joiners) {
  const kinds = joiners.map(kindOf);
  /** @type {Map<string, [number, number]>} */
  const found = new Map();
  if (kinds.length > 1) found.set(`0 ${kinds.length}`, [0, kinds.length]);
  for (const kind of new Set(kinds.slice(1))) {
    let start = 0;
    for (let end = 1; end <= kinds.length; end++) {
      if (end < kinds.length && ["", kind].includes(kinds[end] ?? "")) continue;
      if (kinds.slice(start + 1, end).includes(kind)) found.set(`${start} ${end}`, [start, end]);
      start = end;
    }
  }
  return [...found.values()].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
}

/** @param {string} joiner */
function kindOf(joiner) {
  return joiner.replace(/^_+|_+$/g, "") || joiner.slice(0, 1);
}

/**
 * @param {string[]} parts
 * @param {string[]} between
 */
function joined(parts, between) {
  return parts.map((part, number) => (number ? between[number - 1] : "") + part).join("");
}

/**
 * E-mail and no_cache may, and U.S.A.; 3.11 is not 311, and robots.txt no word.
 * @param {string[]} parts
 * @param {string[]} between
 */
function mayBeGlued(parts, between) {
  return between.every((joiner, number) => {
    const one = parts[number] ?? "";
    const other = parts[number + 1] ?? "";
    const letters = joiner === "." && [...one].length === 1 && [...other].length === 1;
    return (GLUED.has(kindOf(joiner)) || letters) && !(/[0-9]$/.test(one) && /^[0-9]/.test(other));
  });
}

/** @param {string} term */
function shortened(term) {
  return term.length <= LONGEST ? term : [...term].slice(0, LONGEST).join("");
}

/** The bytes of the index, taken apart: see knowledge_centre/search/postings.py, which writes them. */

/** How much a word counts in each field: title, headings, standfirst, topics, body, code and parts of names. */
const WEIGHTS = [2, 1, 1, 1, 1, 0.7];
const BODY = 1;
/** The bit of a posting for the title. */
export const TITLE = 1;
/** The bit of a posting that says that each count is 1. */
const ONCE = 64;

/**
 * One spelling of a word, and where its postings are.
 * @typedef {object} Form
 * @property {string} term
 * @property {number} articles how many have it
 * @property {Uint8Array} bytes of its part
 * @property {number} start of its postings there
 * @property {number} end
 * @property {number} part the number of the part
 * @property {number} own of the forms of the part that have files of their own for their places, the number; else -1
 * @property {number} shift of such a form: a file has as many articles as two to the power of this
 * @property {number} length of its places in bytes
 * @property {number} at where they begin among those of the part, if they are there
 * @property {Everywhere[]} [everywhere] of several sites that are searched together: the same form in each
 */

/**
 * @typedef {object} Everywhere
 * @property {Form} form in one site
 * @property {number} site
 * @property {Int32Array} numbers that its articles have among those of all sites, by the numbers that they have there
 */

/**
 * @typedef {object} Terms
 * @property {Map<string, Form[]>} groups all forms with the same stem, by it
 * @property {Map<string, string>} stems of each form that is here, or would be, its stem
 */

class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** A number: seven bits a byte, the lowest first; the high bit says that more follow. */
  number() {
    let found = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++] ?? 0;
      found |= (byte & 127) << shift;
      if (byte < 128) return found;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return decoder.decode(this.bytes.subarray(this.at - length, this.at));
  }
}

const decoder = new TextDecoder();

/**
 * @param {Uint8Array} bytes
 * @param {number} part its number
 * @returns {Terms}
 */
export function readTerms(bytes, part) {
  const reader = new Reader(bytes);
  /** @type {Terms} */
  const found = { groups: new Map(), stems: new Map() };
  let at = 0;
  let owns = 0;
  for (let left = reader.number(); left > 0; left--) {
    const key = reader.text();
    const forms = Array.from({ length: reader.number() }, () => {
      const term = reader.text() || key;
      found.stems.set(term, key);
      const form = { term, articles: reader.number(), bytes, start: 0, end: reader.number(), part, own: -1, shift: 31, length: reader.number(), at };
      const isOwn = form.length & 1;
      form.length >>= 1;
      if (isOwn) [form.own, form.shift] = [owns++, reader.number()];
      else at += form.length;
      return form;
    });
    for (const form of forms) {
      form.start = reader.at;
      form.end = reader.at += form.end;
    }
    if (forms.length) found.groups.set(key, forms);
    else found.stems.set(key, reader.text()); // its group is in another part
  }
  return found;
}

/**
 * @param {Form} form
 * @param {(article: number, weight: number, fields: number, count: number) => void} visit is told of each article that has
 * it: how much that counts by field, the bits of the fields, and how often it is there
 */
export function eachPosting({ bytes, start, end, everywhere }, visit) {
  for (const { form, numbers } of everywhere ?? []) {
    eachPosting(form, (article, weight, fields, count) => visit(numbers[article] ?? -1, weight, fields, count));
  }
  const reader = new Reader(bytes);
  reader.at = start;
  for (let article = 0; reader.at < end; ) {
    const step = reader.number();
    article += step >> 1;
    if (step & 1) {
      visit(article, BODY, 16, 1);
      continue;
    }
    const fields = reader.number();
    let weight = 0;
    let count = 0;
    for (let field = 0; field < WEIGHTS.length; field++) {
      if (!((fields >> field) & 1)) continue;
      const times = fields & ONCE ? 1 : reader.number();
      weight += times * (WEIGHTS[field] ?? 1);
      count += times;
    }
    visit(article, weight, fields, count);
  }
}

/**
 * Which files have the places of a form in some articles: one of the part, or several of its own.
 * @param {Form} form
 * @param {(article: number) => boolean} wanted
 * @returns {number[]}
 */
export function piecesOf(form, wanted) {
  const pieces = new Set();
  eachPosting(form, (article) => wanted(article) && pieces.add(article >> form.shift));
  return [...pieces];
}

/**
 * Where a form stands in some articles.
 * @param {Form} form
 * @param {Map<number, Uint8Array>} pieces what those files have
 * @param {(article: number) => boolean} wanted
 * @param {Map<number, number[]>} found the places are added to it, by article
 */
export function addPlaces(form, pieces, wanted, found) {
  const readers = new Map([...pieces].map(([piece, bytes]) => [piece, new Reader(bytes)]));
  if (form.own < 0) for (const reader of readers.values()) reader.at = form.at;
  eachPosting(form, (article, _weight, _fields, count) => {
    const reader = readers.get(article >> form.shift);
    if (!reader) return;
    const places = wanted(article) ? (found.get(article) ?? []) : undefined;
    for (let place = 0; count > 0; count--) {
      place += reader.number();
      places?.push(place);
    }
    if (places) found.set(article, places);
  });
}

/**
 * The words of a spelling file, and how many articles have each. A line says how many letters the word shares with the one
 * before it, in a digit of base 36.
 * @param {string} text
 * @returns {[string, number][]}
 */
export function readSpelling(text) {
  let before = "";
  return text.split("\n").filter(Boolean).map((line) => {
    const [rest = "", articles = ""] = line.split(" ");
    before = before.slice(0, parseInt(rest.slice(0, 1), 36)) + rest.slice(1);
    return [before, Number(articles)];
  });
}

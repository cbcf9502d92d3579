/** The files of the index. Each is fetched when it is first needed, and kept; one that did not come is asked for again. */

import { ofYears, readFacet } from "./facets.js";
import { addPlaces, piecesOf, readSpelling, readTerms } from "./postings.js";

/** @typedef {import("./facets.js").Facet} Facet */
/** @typedef {import("./postings.js").Form} Form */

/**
 * @typedef {object} Directory
 * @property {number} version
 * @property {number} articles how many there are
 * @property {number} average length of them
 * @property {Uint8Array} lengths by number; logarithmic
 * @property {Uint8Array} titles by number: how many words each title has that tell something
 * @property {string[]} firsts with what the parts begin, in order
 * @property {string[]} names of the parts
 * @property {number[]} sizes in bytes, about: of the places of each part that are not apart
 * @property {string[]} ranges of so many articles, what their heads say of which these are
 * @property {Map<string, string>} spelling by first letter, the name of its file
 * @property {Map<string, string>} facets by facet, the name of its file
 * @property {Map<string, string>} days the name of the file of all days
 * @property {[number, number][]} years and the number of the first article of each, ascending
 * @property {string[][][]} synonyms groups of names, each in its parts
 * @property {Set<string>} stopWords
 * @property {string} language
 * @property {string} stemmer
 * @property {string} json all of it, as it came
 */

/**
 * @typedef {object} Head what a result shows of an article
 * @property {string} u address, from the root of the site
 * @property {string} t title
 * @property {Record<string, string>} m what its card says besides
 * @property {string} x the name of its text
 * @property {string} r which articles have the numbers around its own, as in the directory
 */

/**
 * @typedef {object} Text of an article
 * @property {[string, string, number][]} s anchor, heading and level of each section
 * @property {(string | {c: string})[][]} b the blocks of each section; the first is what stands before all headings
 */

/** Places of a part that are fetched before anyone knows whether they are needed have at most so many bytes. */
const FEW_PLACES = 6_000;
/** What a file has of one form, about. */
const PIECE = 6_000;
/** Of the files that this program reads; index_files.py has it too. */
const VERSION = 1;
/** As many articles are of one range, as a power of two. */
const RANGE = 6;
/** In how many parts words with the same beginning are looked for. */
const WIDEST = 3;

export class Index {
  /**
   * @param {URL} root of the site
   * @param {number} [patience] how many milliseconds a file may take, where others are not to wait for it
   */
  constructor(root, patience) {
    this.site = root;
    this.patience = patience;
    this.root = new URL("search-index/", root);
    /** @type {Map<string, Promise<any>>} */
    this.cache = new Map();
    /** A file is missing or does not fit the directory: the index was made anew since that was fetched, or is broken. */
    this.stale = false;
    /** Something of it did not come, so that answers are not whole: of several sites, one. */
    this.partial = false;
    /** @type {import("./answer.js").Server | undefined} who answers in the place of this program */
    this.server = undefined;
  }

  /** A question begins. */
  begin() {}

  /** Someone tries again: nothing is left alone because it failed. */
  again() {}

  /**
   * @param {string} file
   * @param {RequestCache} [cache]
   */
  fetch(file, cache) {
    return fetch(new URL(file, this.root), { cache, signal: this.patience ? AbortSignal.timeout(this.patience) : null });
  }

  /**
   * What was loaded under this name before, else what load() gives. A failure is not kept.
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} load
   * @returns {Promise<T>}
   */
  cached(name, load) {
    let found = this.cache.get(name);
    if (!found) {
      found = load();
      this.cache.set(name, found);
      found.catch(() => this.cache.delete(name));
    }
    return found;
  }

  /**
   * The bytes of a packed file. Its checksum tells damage.
   * @param {string} name as the directory has it; some hosts say of what is gone that it is forbidden
   * @param {RequestCache} [cache]
   */
  async bytes(name, cache) {
    const response = await this.fetch(`${name}.bin`, cache);
    this.stale ||= !response.ok;
    if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
    return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
  }

  /**
   * @param {string} name
   * @param {RequestCache} [cache]
   */
  async text(name, cache) {
    return new TextDecoder().decode(await this.bytes(name, cache));
  }

  /**
   * @param {RequestCache} [cache]
   * @returns {Promise<Directory>}
   */
  directory(cache) {
    return this.cached("directory", () => this.load(cache));
  }

  /**
   * @param {RequestCache} [cache]
   * @returns {Promise<Directory>}
   */
  async load(cache) {
    const response = await this.fetch("index.json", cache);
    if (!response.ok) throw new Error(`index.json: ${response.status}`);
    const directory = readDirectory(await response.text());
    if (directory.version === VERSION) return directory;
    if (cache) throw new Error(`The index has version ${directory.version}.`);
    return this.load("reload"); // a browser may have kept that of another
  }

  /** Fetches the directory anew. Says whether it is another one: then all else is fetched anew, too. */
  async renew() {
    const before = await this.directory();
    this.stale = false;
    this.cache.delete("directory");
    const now = await this.directory("reload");
    const other = now.json !== before.json;
    if (other) {
      this.cache.clear();
      this.cache.set("directory", Promise.resolve(now));
    }
    return other;
  }

  /** @param {number} number of a part */
  terms(number) {
    return this.cached(`terms ${number}`, async () => {
      const { names } = await this.directory();
      return readTerms(await this.bytes(`terms/${names[number]}`), number);
    });
  }

  /**
   * All forms of the word that has this one, this one first; none where no article has it.
   * @param {string} term
   * @returns {Promise<Form[]>}
   */
  async forms(term) {
    const stem = term && (await this.part(term)).stems.get(term);
    const forms = stem ? await this.withStem(stem) : [];
    return [...forms].sort((a, b) => Number(b.term === term) - Number(a.term === term));
  }

  /**
   * All forms that have this stem.
   * @param {string} stem
   * @returns {Promise<Form[]>}
   */
  async withStem(stem) {
    return (await this.part(stem)).groups.get(stem) ?? [];
  }

  /** @param {string} term what is looked up in the part */
  async part(term) {
    return this.terms(partOf(term, (await this.directory()).firsts));
  }

  /**
   * Whether a term may be looked up without fetching anything.
   * @param {string} term
   */
  async isNear(term) {
    return this.cache.has(`terms ${partOf(term, (await this.directory()).firsts)}`);
  }

  /**
   * Words that begin like this one and how many articles have each, the most used first.
   * @param {string} beginning
   * @returns {Promise<[string, number][]>}
   */
  async beginning(beginning) {
    const { firsts } = await this.directory();
    const first = partOf(beginning, firsts);
    const last = partOf(`${beginning}\u{10ffff}`, firsts);
    /** @type {[string, number][]} */
    let all = [];
    if (last - first < WIDEST) {
      for (let number = first; number <= last; number++) {
        for (const forms of (await this.terms(number)).groups.values()) {
          for (const { term, articles } of forms) all.push([term, articles]);
        }
      }
    } else all = await this.spelling(beginning);
    return all.filter(([term]) => term.startsWith(beginning)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /**
   * Where some forms stand in some articles, in order.
   * @param {Form[]} forms
   * @param {(article: number) => boolean} wanted
   */
  async places(forms, wanted) {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    const all = await Promise.all(forms.map((form) => Promise.all(piecesOf(form, wanted).map(async (piece) => /** @type {const} */ ([piece, await this.piece(form, piece)])))));
    forms.forEach((form, number) => addPlaces(form, new Map(all[number]), wanted, found));
    if (forms.length > 1) for (const places of found.values()) places.sort((a, b) => a - b);
    return found;
  }

  /**
   * A file of places.
   * @param {{part: number, own: number}} form
   * @param {number} piece of those that the form has for itself
   * @returns {Promise<Uint8Array>}
   */
  piece({ part, own }, piece) {
    return this.cached(placesName(part, own, piece), async () => {
      const name = (await this.directory()).names[part];
      return this.bytes(own < 0 ? `places/${name}` : `places/${name}-${own}-${piece}`);
    });
  }

  /**
   * How many bytes, about, would have to be fetched for places.
   * @param {Form[]} forms
   * @param {(article: number) => boolean} wanted
   */
  async cost(forms, wanted) {
    const { sizes } = await this.directory();
    /** @type {Map<string, number>} */
    const files = new Map();
    for (const form of forms) {
      for (const piece of piecesOf(form, wanted)) {
        const size = form.own < 0 ? (sizes[form.part] ?? 0) : Math.min(PIECE, form.length);
        const name = placesName(form.part, form.own, piece);
        if (!this.cache.has(name)) files.set(name, size);
      }
    }
    return [...files.values()].reduce((all, one) => all + one, 0);
  }

  /**
   * Begins to fetch the places of a word together with its postings, where they are few: then nobody waits for them later.
   * @param {string} term
   */
  async fetchPlaces(term) {
    const { firsts, sizes } = await this.directory();
    const part = partOf(term, firsts);
    if ((sizes[part] ?? Infinity) <= FEW_PLACES) this.piece({ part, own: -1 }, 0).catch(() => {}); // whoever asks will be told
  }

  /**
   * The site's words with the same first letter as a word, and how many articles have each.
   * @param {string} word
   * @returns {Promise<[string, number][]>}
   */
  async spelling(word) {
    const [letter = ""] = word;
    const name = (await this.directory()).spelling.get(letter);
    return name ? this.cached(`spelling ${letter}`, async () => readSpelling(await this.text(`spelling/${name}`))) : [];
  }

  /**
   * The values of a facet.
   * @param {string} name
   * @returns {Promise<Facet>}
   */
  facet(name) {
    return this.cached(`facet ${name}`, async () => {
      const { articles, facets, years } = await this.directory();
      if (name === "year") return ofYears(years, articles);
      const file = facets.get(name);
      return readFacet(file ? JSON.parse(await this.text(`facets/${file}`)) : {});
    });
  }

  /**
   * The day of each article, counted from the first of January of the year 1.
   * @returns {Promise<number[]>}
   */
  days() {
    return this.cached("days", async () => {
      let day = 0;
      const steps = (await this.text(`days/${(await this.directory()).days.get("all")}`)).split(" ").filter(Boolean);
      return steps.map((step) => (day += parseInt(step, 36)));
    });
  }

  /** Fetches what each question needs, before there is one. */
  prefetch() {
    this.directory().catch(() => {}); // whoever asks will be told
  }

  /**
   * @param {number} article
   * @returns {Promise<Head>}
   */
  head(article) {
    return this.cached(`head ${article}`, async () => {
      const range = (await this.directory()).ranges[article >> RANGE];
      // Heads keep their names: a browser may have kept one of an earlier index.
      for (const cache of /** @type {const} */ ([undefined, "reload"])) {
        const head = JSON.parse(await this.text(`heads/${article}`, cache));
        if (head.r === range) return head;
      }
      this.stale = true;
      throw new Error("The index was made anew.");
    });
  }

  /**
   * @param {number} article
   * @returns {Promise<Text>}
   */
  blocks(article) {
    return this.cached(`text ${article}`, async () => JSON.parse(await this.text(`texts/${(await this.head(article)).x}`)));
  }
}

/**
 * @param {number} part
 * @param {number} own
 * @param {number} piece
 */
function placesName(part, own, piece) {
  return `places ${part} ${own} ${piece}`;
}

/**
 * @param {string} text
 * @returns {Directory}
 */
function readDirectory(text) {
  const json = JSON.parse(text);
  const parts = json.parts.split("\n").filter(Boolean).map((/** @type {string} */ line) => line.split(" "));
  return {
    ...json,
    json: text,
    lengths: bytesOf(json.lengths),
    titles: bytesOf(json.titles),
    firsts: parts.map((/** @type {string[]} */ [first]) => first),
    names: parts.map((/** @type {string[]} */ [, name]) => name),
    sizes: parts.map((/** @type {string[]} */ [, , size]) => parseInt(size ?? "", 36) * 500),
    ranges: json.ranges.split(" "),
    spelling: new Map(Object.entries(json.spelling)),
    facets: new Map(Object.entries(json.facets)),
    days: new Map(Object.entries(json.days)),
    stopWords: new Set(json.stopWords.split(" ")),
  };
}

/** @param {string} base64 */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
}

/**
 * The part in which a term is looked up: the last one whose first is not behind it.
 * @param {string} term
 * @param {string[]} firsts
 */
function partOf(term, firsts) {
  let low = 0;
  let high = firsts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isBefore(term, firsts[middle] ?? "")) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * By code points, as Python compares; JavaScript compares halves of them.
 * @param {string} one
 * @param {string} other
 */
function isBefore(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  if (at && /[\udc00-\udfff]/.test(one[at] ?? "")) at--;
  return (one.codePointAt(at) ?? -1) < (other.codePointAt(at) ?? -1);
}

/** Pagefind's index and the words beside it: each part fetched when it is first asked for, and kept. */

import { normalise } from "./query.js";

/** @typedef {import("./ranking.js").Hit} Hit */
/** @typedef {{articles: number, letters: string[], synonyms: string[][]}} Site what the build says of the index */

/** How Pagefind scores an article for one word; titles are weighed in ranking.js. */
const RANKING = { termSimilarity: 4, pageLength: 0.5, termSaturation: 1.4, metaWeights: { title: 0 } };

export class Index {
  /** @param {URL} root of the site */
  constructor(root) {
    this.root = new URL("pagefind/", root);
    /** @type {Map<string, Promise<any>>} */
    this.known = new Map();
    /** @type {Map<string, () => Promise<any>>} */
    this.data = new Map();
  }

  /**
   * @template T
   * @param {string} key
   * @param {() => Promise<T>} make
   * @returns {Promise<T>}
   */
  once(key, make) {
    let found = this.known.get(key);
    if (!found) {
      found = make();
      this.known.set(key, found);
      found.catch(() => this.known.delete(key));
    }
    return found;
  }

  pagefind() {
    return this.once("pagefind", async () => {
      const { createInstance } = await import(new URL("pagefind.js", this.root).href);
      return createInstance({ ranking: RANKING });
    });
  }

  /** @returns {Promise<Site>} */
  site() {
    return this.once("site", () => this.fetch("words/site.json").then((response) => response.json()));
  }

  /** @param {string} name */
  async fetch(name) {
    const response = await fetch(new URL(name, this.root));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  }

  /**
   * What Pagefind finds for one word or, in quotation marks, for one phrase.
   * @param {string} term
   * @returns {Promise<Map<string, Hit>>}
   */
  search(term) {
    return this.once(`search ${term}`, async () => {
      const { results } = await (await this.pagefind()).search(term);
      /** @type {Map<string, Hit>} */
      const hits = new Map();
      for (const { id, score, words, matchedMetaFields, data } of results) {
        hits.set(id, { score, places: words, inTitle: matchedMetaFields?.includes("title") ?? false });
        if (!this.data.has(id)) this.data.set(id, data);
      }
      return hits;
    });
  }

  /** @returns {Promise<string[]>} the ids of all articles, newest first */
  newest() {
    return this.once("newest", async () => {
      const { results } = await (await this.pagefind()).search(null, { sort: { date: "desc" } });
      for (const { id, data } of results) if (!this.data.has(id)) this.data.set(id, data);
      return results.map((/** @type {{id: string}} */ result) => result.id);
    });
  }

  /**
   * The articles that have a value.
   * @param {string} facet
   * @param {string} value
   * @returns {Promise<Set<string>>}
   */
  having(facet, value) {
    return this.once(`${facet} ${value}`, async () => {
      const { results } = await (await this.pagefind()).search(null, { filters: { [facet]: { any: [value] } } });
      return new Set(results.map((/** @type {{id: string}} */ result) => result.id));
    });
  }

  /**
   * Everything about an article that a result shows.
   * @param {string} id
   */
  article(id) {
    return this.once(`article ${id}`, async () => this.data.get(id)?.());
  }

  /**
   * The site's words that begin as a word does, with how many articles use each.
   * @param {string} word
   * @returns {Promise<[string, number][]>}
   */
  async words(word) {
    const letter = normalise(word).slice(0, 1);
    if (!letter || !(await this.site()).letters.includes(letter)) return [];
    return this.once(`words ${letter}`, async () => {
      const text = await (await this.fetch(`words/${letter.codePointAt(0)?.toString(16)}.txt`)).text();
      return text.split("\n").filter(Boolean).map((line) => {
        const [known = "", articles = "0"] = line.split(" ");
        return /** @type {[string, number]} */ ([known, Number(articles)]);
      });
    });
  }
}

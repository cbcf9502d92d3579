/** Pagefind's index and the words beside it: each part fetched when it is first asked for, and kept. */

import { normalise } from "./query.js";

/** @typedef {import("./ranking.js").Hit} Hit */
/** @typedef {{articles: number, letters: string[], synonyms: string[][]}} Site what the build says of the index */

/** @typedef {import("./excerpt.js").Anchor} Anchor */
/** @typedef {{url: string, content: string, meta: Record<string, string>, anchors: Anchor[]}} Article */

/** What stands before the JSON in Pagefind's unpacked files. */
const SIGNATURE = "pagefind_dcd";
/** How Pagefind scores an article for one word; titles are weighed in ranking.js. */
const RANKING = { termSimilarity: 4, pageLength: 0.5, termSaturation: 1.4, metaWeights: { title: 0 } };

export class Index {
  /** @param {URL} root of the site */
  constructor(root) {
    this.root = new URL("pagefind/", root);
    /** @type {Map<string, Promise<any>>} */
    this.known = new Map();
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
      for (const { id, score, words, matchedMetaFields } of results) {
        hits.set(id, { score, places: words, inTitle: matchedMetaFields?.includes("title") ?? false });
      }
      return hits;
    });
  }

  /** @returns {Promise<string[]>} the ids of all articles, newest first */
  newest() {
    return this.once("newest", async () => (await (await this.fetch("words/order.txt")).text()).split("\n").filter(Boolean));
  }

  /**
   * The articles that have a value.
   * @param {string} facet
   * @param {string} value
   * @returns {Promise<Set<string>>}
   */
  having(facet, value) {
    return this.once(`${facet} ${value}`, async () => {
      const [ids, values] = await Promise.all([this.newest(), this.facet(facet)]);
      let place = 0;
      const steps = (values[value] ?? "").split(" ").filter(Boolean);
      return new Set(steps.map((step) => ids[(place += parseInt(step, 36))] ?? ""));
    });
  }

  /**
   * The places in the order of dates of the articles that have each value, each as the step from the one before.
   * @param {string} facet
   * @returns {Promise<Record<string, string>>}
   */
  facet(facet) {
    return this.once(`facet ${facet}`, async () => (await this.fetch(`words/${facet}.json`)).json());
  }

  /**
   * Everything about an article that a result shows.
   * @param {string} id
   * @returns {Promise<Article>}
   */
  article(id) {
    return this.once(`article ${id}`, async () => {
      const response = await this.fetch(`fragment/${id}.pf_fragment`);
      const unpacked = response.body?.pipeThrough(new DecompressionStream("gzip"));
      const text = await new Response(unpacked).text();
      const article = JSON.parse(text.slice(SIGNATURE.length));
      return { ...article, url: new URL(article.url.replace(/^\//, ""), new URL("..", this.root)).pathname };
    });
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

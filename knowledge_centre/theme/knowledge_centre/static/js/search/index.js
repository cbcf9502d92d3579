/** Pagefind's index and the files beside it. Each part is fetched when it is first needed, and kept. */

import { normalise } from "./query.js";

/** @typedef {import("./ranking.js").Hit} Hit */
/** @typedef {{articles: number, letters: string[], synonyms: string[][]}} Site words/site.json */

/** @typedef {import("./excerpt.js").Anchor} Anchor */
/** @typedef {{url: string, content: string, meta: Record<string, string>, anchors: Anchor[]}} Article */

/** The text before the JSON in Pagefind's files, once they are unpacked. */
const SIGNATURE = "pagefind_dcd";
/** How Pagefind scores an article for one word. It leaves titles out, which ranking.js counts. */
const RANKING = { termSimilarity: 4, pageLength: 0.5, termSaturation: 1.4, metaWeights: { title: 0 } };

export class Index {
  /** @param {URL} root of the site */
  constructor(root) {
    this.root = new URL("pagefind/", root);
    /** @type {Map<string, Promise<any>>} */
    this.cache = new Map();
  }

  /**
   * What was loaded under this key before, else what load() gives. A failure is not kept.
   * @template T
   * @param {string} key
   * @param {() => Promise<T>} load
   * @returns {Promise<T>}
   */
  cached(key, load) {
    let found = this.cache.get(key);
    if (!found) {
      found = load();
      this.cache.set(key, found);
      found.catch(() => this.cache.delete(key));
    }
    return found;
  }

  pagefind() {
    return this.cached("pagefind", async () => {
      const { createInstance } = await import(new URL("pagefind.js", this.root).href);
      return createInstance({ ranking: RANKING });
    });
  }

  /** @returns {Promise<Site>} */
  site() {
    return this.cached("site", () => this.fetch("words/site.json").then((response) => response.json()));
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
    return this.cached(`search ${term}`, async () => {
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
    return this.cached("newest", async () => (await (await this.fetch("words/order.txt")).text()).split("\n").filter(Boolean));
  }

  /**
   * The ids of the articles that have a value of a facet: a topic, say.
   * @param {string} facet
   * @param {string} value
   * @returns {Promise<Set<string>>}
   */
  articlesWith(facet, value) {
    return this.cached(`${facet} ${value}`, async () => {
      const [ids, values] = await Promise.all([this.newest(), this.facet(facet)]);
      let place = 0;
      const distances = (values[value] ?? "").split(" ").filter(Boolean);
      return new Set(distances.map((distance) => ids[(place += parseInt(distance, 36))] ?? ""));
    });
  }

  /**
   * Of each value, the articles that have it: their places in newest(), each as the distance from the one before.
   * @param {string} facet
   * @returns {Promise<Record<string, string>>}
   */
  facet(facet) {
    return this.cached(`facet ${facet}`, async () => (await this.fetch(`words/${facet}.json`)).json());
  }

  /**
   * Everything about an article that a result shows.
   * @param {string} id
   * @returns {Promise<Article>}
   */
  article(id) {
    return this.cached(`article ${id}`, async () => {
      const response = await this.fetch(`fragment/${id}.pf_fragment`);
      const unpacked = response.body?.pipeThrough(new DecompressionStream("gzip"));
      const text = await new Response(unpacked).text();
      const article = JSON.parse(text.slice(SIGNATURE.length));
      return { ...article, url: new URL(article.url.replace(/^\//, ""), new URL("..", this.root)).pathname };
    });
  }

  /**
   * The site's words with the same first letter as a word, and how many articles use each.
   * @param {string} word
   * @returns {Promise<[string, number][]>}
   */
  async words(word) {
    const letter = normalise(word).slice(0, 1);
    if (!letter || !(await this.site()).letters.includes(letter)) return [];
    return this.cached(`words ${letter}`, async () => {
      const text = await (await this.fetch(`words/${letter.codePointAt(0)?.toString(16)}.txt`)).text();
      return text.split("\n").filter(Boolean).map((line) => {
        const [known = "", articles = "0"] = line.split(" ");
        return /** @type {[string, number]} */ ([known, Number(articles)]);
      });
    });
  }
}

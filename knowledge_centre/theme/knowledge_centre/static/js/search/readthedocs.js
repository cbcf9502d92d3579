/** Read the Docs' search in the place of this site's own: https://docs.readthedocs.com/platform/stable/server-side-search/api.html */

import { within } from "./excerpt.js";
import { Index } from "./index.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Part} Part */
/** @typedef {import("./answer.js").Server} Server */
/** @typedef {import("./answer.js").Shown} Shown */

/**
 * A section of a page that was found.
 * @typedef {object} Block
 * @property {string} id its anchor
 * @property {string} title
 * @property {string} content
 * @property {{title?: string[], content?: string[]}} highlights HTML, of text and of `<span>` around what was found
 */

/** @typedef {{title: string, domain: string, path: string, highlights: {title?: string[]}, blocks: Block[]}} Page */
/** @typedef {{count: number, fuzzy_fallback?: boolean, results: Page[]}} Found */

/** How many results come at once. */
const AT_ONCE = 50;
/** How many sections are shown at most. */
const SECTIONS = 3;
/** How many characters a passage has where nothing in it was found. */
const LENGTH = 200;

/** @implements {Server} */
export class ReadTheDocs extends Index {
  /**
   * @param {URL} root of the site
   * @param {string} project and version, as "docs/latest"
   */
  constructor(root, project) {
    super(root);
    this.project = project;
    this.server = this;
  }

  /** @override Nothing is asked before there is a question. */
  prefetch() {}

  /**
   * Some of the results of a question.
   * @param {string} q
   * @param {number} page from 1
   * @returns {Promise<Found>}
   */
  page(q, page) {
    return this.cached(`${page} ${q}`, async () => {
      const url = new URL("/_/api/v3/search/", this.site);
      url.search = new URLSearchParams({ q: asked(this.project, q), page: String(page), page_size: String(AT_ONCE) }).toString();
      const response = await fetch(url);
      if (!response.ok) throw new Error(`The server's search: ${response.status}`);
      return response.json();
    });
  }

  /**
   * The answer has a place for each result; what is shown of it is fetched when it is.
   * @param {Question} question
   * @returns {Promise<Answer>}
   */
  async ask({ q }) {
    /** @type {Found} */
    const found = q ? await this.page(q, 1) : { count: 0, results: [] };
    const results = Array.from({ length: found.count }, (_, number) => ({ number, score: found.count - number, has: 1 }));
    return {
      ...{ results, unfiltered: results, facets: {}, units: [q], unknown: found.fuzzy_fallback ? [q] : [] },
      ...{ corrections: new Map(), completed: new Map(), excluded: [], options: [], asTyped: q, withoutMinus: q },
      ...{ missing: false, nothing: false, wordsToMark: wordsFound(found), worth: new Map() },
    };
  }

  /**
   * @param {number} number
   * @param {Answer} answer
   * @returns {Promise<Shown>}
   */
  async show(number, { asTyped }) {
    const { results } = await this.page(asTyped, 1 + Math.floor(number / AT_ONCE));
    const page = results[number % AT_ONCE];
    if (!page) throw new Error(`The server has no result ${number}.`);
    const { title, domain, path, blocks } = page;
    const best = blocks.find(({ highlights }) => highlights.content?.length) ?? blocks[0];
    const [highlight] = best?.highlights.content ?? [];
    return {
      url: within(new URL(path, domain || this.site), this.site),
      title,
      meta: {},
      passage: highlight ? parts(highlight) : [{ marked: false, text: best?.content.slice(0, LENGTH) ?? "" }],
      anchor: best?.id ?? "",
      sections: blocks.slice(0, SECTIONS).map(({ id, title: text }) => ({ anchor: id, text })),
    };
  }
}

/**
 * A question as the server takes it. What a reader wrote asks for no other project.
 * @param {string} project
 * @param {string} q
 */
export function asked(project, q) {
  return `project:${project} ${q.replace(/\b(project|subprojects|user):/g, "$1\\:")}`;
}

/**
 * A highlight as text. What stands in it is escaped but for the marks, and nothing else of it gets into the page.
 * @param {string} html
 * @returns {Part[]}
 */
export function parts(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map((node) => ({ marked: node.nodeName === "SPAN", text: node.textContent ?? "" }));
}

/**
 * The words that were found, in small letters, to be marked in an article that is opened.
 * @param {Found} found
 */
function wordsFound({ results }) {
  const html = results.flatMap(({ blocks }) => blocks.flatMap(({ highlights }) => [...(highlights.title ?? []), ...(highlights.content ?? [])]));
  const words = html.flatMap(parts).filter(({ marked }) => marked);
  return [...new Set(words.map(({ text }) => text.toLowerCase()))].slice(0, 20);
}

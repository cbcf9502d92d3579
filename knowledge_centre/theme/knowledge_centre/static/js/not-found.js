/** The page for addresses that lead nowhere: offers the articles that the words of the address are about. */

import { ask } from "./search/engine.js";
import { Index } from "./search/index.js";
import { parse, wordsOf } from "./search/query.js";
import { card } from "./search/view.js";

/** @typedef {import("./search/index.js").Article} Article */

/** Articles that are offered. */
const SHOWN = 5;
/** Articles among which one with the very name that was asked for is looked for. */
const LOOKED_AT = 10;

const form = /** @type {HTMLFormElement} */ (document.getElementById("not-found-form"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("not-found-query"));
const near = /** @type {HTMLElement} */ (document.getElementById("not-found-near"));
const root = new URL(document.documentElement.dataset.content_root ?? "/", location.href);

/**
 * The words of the last part of a path that says something: neither "index.html" nor the number of a page.
 * @param {string} path
 */
function wordsOfPath(path) {
  const inside = path.startsWith(root.pathname) ? path.slice(root.pathname.length) : path;
  const parts = inside.split("/").map((part) => decode(part).replace(/\.(html?|md|php|aspx?)$/i, ""));
  const saying = parts.filter((part) => !/^(index|page|default|\d*)$/i.test(part));
  // Capitals within a word part it as hyphens do.
  return wordsOf((saying.pop() ?? "").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));
}

/** @param {string} part of a path */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a per cent sign that begins nothing
  }
}

/**
 * Articles with half of the words at least, the best first; before all, one whose address is made of just these.
 * @param {string} q
 * @returns {Promise<Article[]>}
 */
async function proposals(q) {
  const index = new Index(root);
  const { results } = await ask({ q, sort: "relevance", facets: {} }, index);
  const enough = parse(q).words.size / 2;
  const likely = results.filter((result) => result.words >= enough).slice(0, LOOKED_AT);
  const articles = await Promise.all(likely.map(({ id }) => index.article(id)));
  const named = articles.filter(({ url }) => wordsOfPath(url).join(" ") === q);
  return [...named, ...articles.filter((article) => !named.includes(article))].slice(0, SHOWN);
}

async function start() {
  const q = wordsOfPath(location.pathname).join(" ");
  if (!q) return;
  if (!box.value) box.value = q;
  if (form.dataset.articles === "0") return;
  const found = await proposals(q);
  near.querySelector("ol")?.replaceChildren(...found.map((article) => card(article, article.url, "card-template")));
  near.hidden = !found.length;
}

// Where the index cannot be fetched, the rest of the page stands alone.
start().catch(() => {});

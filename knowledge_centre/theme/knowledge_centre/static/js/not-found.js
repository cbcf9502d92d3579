/** The page for addresses that lead nowhere: offers the articles that the words of the address are about. */

import { plain } from "./search/address.js";
import { ask } from "./search/engine.js";
import { show } from "./search/excerpt.js";
import { Index } from "./search/index.js";
import { wordsOf } from "./search/question.js";
import { card } from "./search/view.js";

/** @typedef {import("./search/answer.js").Shown} Shown */

/** How many articles are offered. */
const MAX_OFFERED = 5;
/** How many of the best results are looked through for an article of the very name that was asked for. */
const MAX_CHECKED = 10;

const form = /** @type {HTMLFormElement} */ (document.getElementById("not-found-form"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("not-found-query"));
const near = /** @type {HTMLElement} */ (document.getElementById("not-found-near"));
const root = new URL(document.documentElement.dataset.content_root ?? "/", location.href);

/**
 * The words of the last part of a path that is a name: not "index.html", nor the number of a page.
 * @param {string} path
 */
function wordsOfPath(path) {
  const inside = path.startsWith(root.pathname) ? path.slice(root.pathname.length) : path;
  const parts = inside.split("/").map((part) => decode(part).replace(/\.(html?|md|php|aspx?)$/i, ""));
  const names = parts.filter((part) => !/^(index|page|default|\d*)$/i.test(part));
  return wordsOf(names.pop() ?? "").flatMap((word) => word.parts);
}

/** @param {string} part of a path */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // it has a per cent sign that encodes nothing
  }
}

/**
 * Articles that have at least half of the words, best first. One whose address has exactly these words comes before all.
 * @param {string} q
 * @returns {Promise<Shown[]>}
 */
async function similarArticles(q) {
  const index = new Index(root);
  const answer = await ask(plain(q), index);
  const likely = answer.results.filter(({ has }) => has >= answer.units.length / 2).slice(0, MAX_CHECKED);
  const articles = await Promise.all(likely.map((result) => show(result, answer, index, false)));
  const sameName = articles.filter(({ url }) => wordsOfPath(url).join(" ") === q);
  return [...sameName, ...articles.filter((article) => !sameName.includes(article))].slice(0, MAX_OFFERED);
}

async function start() {
  const q = wordsOfPath(location.pathname).join(" ");
  if (!q) return;
  if (!box.value) box.value = q;
  if (form.dataset.articles === "0") return;
  const found = await similarArticles(q);
  near.querySelector("ol")?.replaceChildren(...found.map(({ url, title, meta }) => card({ url, meta: { ...meta, title } }, "card-template")));
  near.hidden = !found.length;
}

// Where the index cannot be fetched, the rest of the page is enough.
start().catch(() => {});

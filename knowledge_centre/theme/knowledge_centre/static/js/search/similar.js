/** Articles that an address which leads nowhere may have meant. */

import { plain } from "./address.js";
import { ask } from "./engine.js";
import { show } from "./excerpt.js";
import { openIndex } from "./open.js";
import { wordsOf } from "./question.js";
import { card } from "./view.js";

/** How many articles are offered. */
const MAX_OFFERED = 5;
/** How many of the best results are looked through for an article of the very name that was asked for. */
const MAX_CHECKED = 10;

/**
 * The words of the last part of a path that is a name: not "index.html", nor the number of a page.
 * @param {string} path
 * @param {URL} root of the site
 */
export function wordsOfPath(path, root) {
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
 * @param {URL} root of the site
 * @returns {Promise<HTMLElement[]>} as cards
 */
export async function similarArticles(q, root) {
  const index = await openIndex(root);
  const answer = await ask(plain(q), index);
  const likely = answer.results.filter(({ has }) => has >= answer.units.length / 2).slice(0, MAX_CHECKED);
  const articles = await Promise.all(likely.map((result) => show(result, answer, index, false)));
  const sameName = articles.filter(({ url }) => wordsOfPath(url, root).join(" ") === q);
  const offered = [...sameName, ...articles.filter((article) => !sameName.includes(article))].slice(0, MAX_OFFERED);
  return offered.map(({ url, title, meta }) => card({ url, meta: { ...meta, title } }, "card-template"));
}

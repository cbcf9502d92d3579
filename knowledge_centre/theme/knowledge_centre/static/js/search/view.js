/** Results as elements: the same on the search page and in the dialog. */

import { writeAddress } from "./address.js";
import { excerpt, headings } from "./excerpt.js";
import { normalise } from "./query.js";

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./index.js").Index} Index */

/**
 * A page of results.
 * @param {Answer} answer
 * @param {number} from
 * @param {number} to
 * @param {Index} index
 * @param {boolean} brief without excerpt and headings
 * @returns {Promise<HTMLLIElement[]>}
 */
export async function items(answer, from, to, index, brief = false) {
  const some = answer.results.slice(from, to);
  const articles = await Promise.all(some.map(({ id }) => index.article(id)));
  return some.flatMap((result, number) => {
    const article = articles[number];
    if (!article) return [];
    return [brief ? briefItem(article, answer.marked) : item(article, result.places, answer.marked)];
  });
}

/**
 * @param {import("./index.js").Article} article
 * @param {Map<number, number>} places
 * @param {string[]} marked
 */
function item(article, places, marked) {
  const entry = element("li", "search-result card");
  const title = element("p", "card-title");
  const link = element("a", "search-result-link", article.meta["title"]);
  link.href = marking(article.url, marked);
  title.append(link);
  entry.append(element("p", "card-kicker", `${article.meta["date"]} · ${article.meta["category"]}`), title);
  entry.append(passage(article.content, places), element("p", "card-byline", article.meta["byline"]));
  const found = headings(article.content, article.anchors ?? [], places);
  if (found.length) {
    const list = element("ul", "search-headings");
    for (const { id, text } of found) {
      const point = element("a", "", text);
      point.href = `${marking(article.url, marked)}#${id}`;
      const line = element("li", "");
      line.append(point);
      list.append(line);
    }
    entry.append(list);
  }
  return entry;
}

/**
 * An option of the dialog's list: the link itself, since nothing that can be used may stand within an option.
 * @param {import("./index.js").Article} article
 * @param {string[]} marked
 */
function briefItem(article, marked) {
  const entry = element("li", "search-result");
  const link = element("a", "search-result-link card");
  link.href = marking(article.url, marked);
  link.append(element("span", "card-kicker", article.meta["date"]), " ", element("span", "card-title", article.meta["title"]));
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  entry.setAttribute("role", "none");
  entry.append(link);
  return entry;
}

/**
 * @param {string} content
 * @param {Map<number, number>} places
 */
function passage(content, places) {
  const paragraph = element("p", "card-summary");
  for (const { marked, text } of excerpt(content, places)) {
    paragraph.append(marked ? element("mark", "", text) : text);
  }
  return paragraph;
}

/**
 * The address of an article that marks words in it: see marks.js.
 * @param {string} url
 * @param {string[]} marked
 */
function marking(url, marked) {
  return marked.length ? `${url}?${new URLSearchParams({ mark: marked.join(" ") })}` : url;
}

/**
 * "Showing results for …", or nothing where every word was found as it was typed.
 * @param {Answer} answer
 * @param {import("./address.js").Question} question
 * @param {string} searchPage
 */
export function mending(answer, question, searchPage) {
  const note = element("p", "search-mended");
  if (!answer.mended.size) return note;
  const words = [...answer.mended];
  note.append("Showing results for ");
  words.forEach(([, right], number) => note.append(number ? ", " : "", element("em", "", right)));
  note.append(". Search instead for ");
  const link = element("a", "", words.map(([word]) => word).join(", "));
  const parts = question.q.split(/([\p{L}\p{M}\p{N}'’]+)/u);
  const asTyped = parts.map((part) => (answer.mended.has(normalise(part)) ? `"${part}"` : part)).join("");
  link.href = searchPage + writeAddress({ ...question, q: asTyped });
  note.append(link, ".");
  return note;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  if (/^(p|a|li)$/.test(name)) made.dir = "auto";
  return made;
}

/**
 * @param {number} number
 * @param {string} typed
 */
export function summary(number, typed) {
  const what = typed ? ` for “${typed}”` : "";
  return number ? `${number} article${number === 1 ? "" : "s"} found${what}.` : `No article found${what}.`;
}

/** Results as elements: cards of the page's own templates, filled in. The same on the search page and in the dialog. */

import { writeAddress } from "./address.js";
import { excerpt, headings } from "./excerpt.js";
import { normalise } from "./query.js";

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./index.js").Article} Article */
/** @typedef {import("./index.js").Index} Index */

/**
 * Some of the results.
 * @param {Answer} answer
 * @param {number} from
 * @param {number} to
 * @param {Index} index
 * @param {string} template the id of the one that has their card
 * @returns {Promise<HTMLElement[]>}
 */
export async function items(answer, from, to, index, template) {
  const some = answer.results.slice(from, to);
  const articles = await Promise.all(some.map(({ id }) => index.article(id)));
  return some.flatMap(({ places }, number) => {
    const article = articles[number];
    return article ? [item(article, places, answer.wordsToMark, template)] : [];
  });
}

/**
 * @param {Article} article
 * @param {Map<number, number>} places
 * @param {string[]} wordsToMark
 * @param {string} template
 */
function item(article, places, wordsToMark, template) {
  const address = withMarks(article.url, wordsToMark);
  const entry = card(article, address, template);
  entry.classList.add("search-result");
  entry.querySelector("a")?.classList.add("search-result-link");
  const passage = entry.querySelector(".card-summary");
  if (passage) {
    const parts = excerpt(article.content, places);
    passage.append(...parts.map(({ marked, text }) => (marked ? element("mark", "", text) : text)));
  }
  const line = entry.querySelector(".search-headings li");
  if (line) {
    const found = headings(article.content, article.anchors ?? [], places);
    for (const { id, text } of found) {
      const copy = /** @type {Element} */ (line.cloneNode(true));
      fill(copy, text, `${address}#${id}`);
      line.before(copy);
    }
    (found.length ? line : line.parentElement)?.remove();
  }
  return entry;
}

/**
 * The card of a template of the page. What the index knows of the article, its "title" say, goes where the card has the
 * class "card-title"; what a site's own card has no place for is not shown.
 * @param {Article} article
 * @param {string} address
 * @param {string} template its id
 */
export function card(article, address, template) {
  const { content } = /** @type {HTMLTemplateElement} */ (document.getElementById(template));
  const entry = /** @type {HTMLElement} */ (document.importNode(content, true).firstElementChild);
  for (const [name, text] of Object.entries(article.meta)) fill(entry.getElementsByClassName(`card-${name}`)[0], text);
  entry.querySelector("a")?.setAttribute("href", address);
  return entry;
}

/**
 * @param {Element | undefined} place what is to show the text, or has a link or a part that is to
 * @param {string} text
 * @param {string} [address] where the link leads
 */
function fill(place, text, address) {
  const shown = place?.querySelector("a, span") ?? place;
  if (shown) shown.textContent = text;
  if (address) shown?.setAttribute("href", address);
}

/**
 * The address of an article, with the words that are to be marked in it: see marks.js.
 * @param {string} url
 * @param {string[]} words
 */
function withMarks(url, words) {
  return words.length ? `${url}?${new URLSearchParams({ mark: words.join(" ") })}` : url;
}

/**
 * "Showing results for …", or an empty line where every word was found as it was typed.
 * @param {Answer} answer
 * @param {import("./address.js").Question} question
 * @param {string} searchPage its address
 */
export function correctionNote({ corrections }, question, searchPage) {
  const note = element("p", "search-mended");
  if (!corrections.size) return note;
  const words = [...corrections];
  note.append("Showing results for ");
  words.forEach(([, right], number) => note.append(number ? ", " : "", element("em", "", right)));
  note.append(". Search instead for ");
  const link = element("a", "", words.map(([word]) => word).join(", "));
  const parts = question.q.split(/([\p{L}\p{M}\p{N}'’]+)/u);
  const asTyped = parts.map((part) => (corrections.has(normalise(part)) ? `"${part}"` : part)).join("");
  link.href = searchPage + writeAddress({ ...question, q: asTyped });
  note.append(link, ".");
  return note;
}

/**
 * A new element. What it says may be in any language, so its text decides which way it is written.
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
 * How many articles were found, in words.
 * @param {number} number
 * @param {string} typed
 */
export function summary(number, typed) {
  const what = typed ? ` for “${typed}”` : "";
  return number ? `${number} article${number === 1 ? "" : "s"} found${what}.` : `No article found${what}.`;
}

/** Marks the words that a search found in the article that was opened from its results. */

import { wordsOf, normalise } from "./query.js";

/**
 * @param {string} words as in the address's "mark"
 */
export function mark(words) {
  const wanted = wordsOf(words).map(stem);
  const body = document.querySelector("article.article");
  if (!body || !wanted.length) return;
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node.parentElement?.closest("script, style, button, .headerlink, .byline, .tags, .article-kicker") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  });
  /** @type {Text[]} */
  const nodes = [];
  while (texts.nextNode()) nodes.push(/** @type {Text} */ (texts.currentNode));
  const number = nodes.reduce((sum, node) => sum + markNode(node, wanted), 0);
  if (number) offerToClear(body, number);
}

/**
 * What all forms of a word begin with, so that "backup" marks "backups".
 * @param {string} word
 */
export function stem(word) {
  return word.length > 4 ? word.replace(/(ies|es|s|ing|ed|y|e)$/, "") : word.replace(/s$/, "");
}

/**
 * @param {Text} node
 * @param {string[]} wanted
 */
function markNode(node, wanted) {
  const parts = node.data.split(/([\p{L}\p{N}'’]+)/u);
  if (!parts.some((part) => isWanted(part, wanted))) return 0;
  let number = 0;
  node.replaceWith(
    ...parts.map((part) => {
      if (!isWanted(part, wanted)) return part;
      const marked = document.createElement("mark");
      marked.className = "search-mark";
      marked.textContent = part;
      number++;
      return marked;
    }),
  );
  return number;
}

/**
 * @param {string} part
 * @param {string[]} wanted
 */
function isWanted(part, wanted) {
  const found = stem(normalise(part));
  return found !== "" && wanted.some((one) => found === one || (one.length > 4 && found.startsWith(one)));
}

/**
 * @param {Element} body
 * @param {number} number
 */
function offerToClear(body, number) {
  const bar = document.createElement("p");
  bar.className = "search-marks";
  bar.setAttribute("role", "status");
  bar.append(`${number} word${number === 1 ? "" : "s"} from your search marked. `);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Clear marks";
  button.addEventListener("click", () => {
    for (const marked of body.querySelectorAll("mark.search-mark")) marked.replaceWith(marked.textContent ?? "");
    body.normalize();
    bar.remove();
    const address = new URL(location.href);
    address.searchParams.delete("mark");
    history.replaceState(null, "", address);
  });
  bar.append(button);
  body.before(bar);
}

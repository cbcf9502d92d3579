/** Marks what a search found in the article that was opened from its results, and leads from one mark to the next. */

import { fold } from "./folding.js";
import { cut } from "./cutting.js";

/** What is no text of the article. */
const SKIPPED =
  "script, style, button, svg, math, select, textarea, .headerlink, .byline, .tags, .article-kicker, .linenos, [aria-hidden='true']";
/** What words don't go on across. */
const BLOCKS =
  "article, aside, blockquote, br, details, dd, div, dl, dt, figcaption, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, ol, p, pre, section, summary, table, td, th, tr, ul";

/**
 * @param {string} words terms with spaces between them, as in the address's "mark"
 */
export function mark(words) {
  const wanted = termsIn(words);
  const body = document.querySelector("article.article");
  if (!body || !wanted.size) return;
  const marks = blocksOf(body).flatMap((texts) => markBlock(texts, wanted));
  if (marks.length) leadThrough(body, marks);
}

/**
 * The terms that are to be marked. Somebody may have written them into the address as they stand in texts.
 * @param {string} words
 * @returns {Set<string>}
 */
export function termsIn(words) {
  const terms = words.split(/\s+/).flatMap((word) => {
    const tokens = cut(word);
    const exact = tokens.filter(({ term }) => term === fold(word));
    const longest = Math.max(...tokens.map(({ start, end }) => end - start));
    return exact.length ? exact : tokens.filter(({ start, end }) => end - start === longest);
  });
  return new Set(terms.map(({ term }) => term));
}

/**
 * Where these terms stand in a text; what overlaps is one place.
 * @param {string} text
 * @param {Set<string>} wanted
 * @returns {{ start: number, end: number }[]}
 */
export function placesOf(text, wanted) {
  const found = cut(text).filter(({ term }) => wanted.has(term));
  /** @type {{ start: number, end: number }[]} */
  const places = [];
  for (const { start, end } of found.sort((one, other) => one.start - other.start)) {
    const last = places[places.length - 1];
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else places.push({ start, end });
  }
  return places;
}

/**
 * The texts of the article, those of one block together: a word may be part code, part link.
 * @param {Element} body
 * @returns {Text[][]}
 */
function blocksOf(body) {
  const nodes = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {Text[][]} */
  const blocks = [[]];
  /** @type {Element | null | undefined} */
  let block = null;
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    const own = node instanceof Element ? node.closest(BLOCKS) : node.parentElement?.closest(BLOCKS);
    if (own !== block) blocks.push([]);
    block = own;
    if (node instanceof Text) blocks[blocks.length - 1]?.push(node);
  }
  return blocks;
}

/**
 * @param {Text[]} texts
 * @param {Set<string>} wanted
 * @returns {HTMLElement[][]} the elements of each mark: several where it goes on in another node
 */
function markBlock(texts, wanted) {
  const places = placesOf(texts.map(({ data }) => data).join(""), wanted);
  /** @type {HTMLElement[][]} */
  const marks = places.map(() => []);
  let offset = 0;
  for (const text of places.length ? texts : []) {
    const { data } = text;
    /** @type {(string | HTMLElement)[]} */
    const parts = [];
    let at = 0;
    places.forEach(({ start, end }, number) => {
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, data.length);
      if (from >= to) return;
      const marked = document.createElement("mark");
      marked.className = "search-mark";
      marked.textContent = data.slice(from, to);
      marks[number]?.push(marked);
      parts.push(data.slice(at, from), marked);
      at = to;
    });
    if (parts.length) text.replaceWith(...parts, data.slice(at));
    offset += data.length;
  }
  return marks;
}

/**
 * A bar with the number of marks and the ways through them.
 * @param {Element} body
 * @param {HTMLElement[][]} marks
 */
function leadThrough(body, marks) {
  const bar = document.createElement("div");
  bar.className = "search-marks";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Words from your search");
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.textContent = `${marks.length} word${marks.length === 1 ? "" : "s"} from your search marked.`;
  bar.append(status);
  let current = -1;
  /**
   * @param {number} number
   * @param {ScrollIntoViewOptions} how
   */
  const show = (number, how) => {
    for (const marked of marks[current] ?? []) marked.removeAttribute("aria-current");
    current = (number + marks.length) % marks.length;
    const [first] = marks[current] ?? [];
    for (let closed = first?.closest("details:not([open])"); closed; closed = first?.closest("details:not([open])")) {
      closed.setAttribute("open", "");
    }
    for (const marked of marks[current] ?? []) marked.setAttribute("aria-current", "true");
    first?.scrollIntoView(how);
  };
  /** @param {number} step */
  const go = (step) => {
    show(current + step, { block: "center" });
    status.textContent = `Mark ${current + 1} of ${marks.length}.`;
  };
  const clear = () => {
    const [where] = marks[current] ?? [];
    if (where?.firstChild) getSelection()?.collapse(where.firstChild); // the Tab key goes on from here
    for (const marked of marks.flat()) marked.replaceWith(...marked.childNodes);
    body.normalize();
    bar.remove();
    const address = new URL(location.href);
    address.searchParams.delete("mark");
    history.replaceState(history.state, "", address);
  };
  for (const [label, action] of /** @type {[string, () => void][]} */ ([
    ["Previous mark", () => go(-1)],
    ["Next mark", () => go(1)],
    ["Clear marks", clear],
  ])) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", action);
    bar.append(" ", button);
  }
  body.before(bar);
  const target = placeOf(location.hash);
  const first = Math.max(0, marks.findIndex(([one]) => one && isBehind(one, target)));
  current = first - 1;
  const start = () => {
    if (!isFresh()) return;
    target?.scrollIntoView({ behavior: "instant" });
    show(first, { block: "nearest", behavior: "instant" });
  };
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true }); // until then the browser goes to where the address leads
}

/**
 * The place that an address leads to. Browsers say so by ":target" too, but some only once the page is there.
 * @param {string} hash
 */
export function placeOf(hash) {
  const name = hash.slice(1);
  if (!name) return null;
  try {
    return document.getElementById(name) ?? document.getElementById(decodeURIComponent(name));
  } catch {
    return null; // a "%" that stands for itself
  }
}

/**
 * Whether a mark is in or behind the place that the address leads to.
 * @param {Element} mark
 * @param {Element | null} target
 */
function isBehind(mark, target) {
  return !target || (target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
}

/** Whether the page was opened just now: one that is come back to stays where it was. */
function isFresh() {
  const [opened] = performance.getEntriesByType("navigation");
  return opened instanceof PerformanceNavigationTiming && opened.type === "navigate";
}

/** Results as elements: templates of the page, filled in. The same on the search page and in the dialog. */

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Shown} Shown */

/**
 * A result without its passage, which costs more to fetch: see addPassage().
 * @param {Pick<Shown, "url" | "title" | "meta">} shown
 * @param {string[]} wordsToMark
 * @param {string} template the id of the one that has it
 */
export function resultOf(shown, wordsToMark, template) {
  const entry = card({ url: withMarks(shown.url, wordsToMark), meta: { ...shown.meta, title: shown.title } }, template);
  entry.classList.add("search-result");
  entry.querySelector("a")?.classList.add("search-result-link");
  return entry;
}

/**
 * Adds to a result the passage that has most of the words, and the sections that have some. It leads to that passage.
 * @param {HTMLElement} entry
 * @param {Pick<Shown, "passage" | "anchor" | "sections">} shown
 */
export function addPassage(entry, { passage, anchor, sections }) {
  const title = entry.querySelector("a");
  const address = title?.getAttribute("href")?.split("#")[0] ?? "";
  if (anchor) title?.setAttribute("href", `${address}#${anchor}`);
  const text = entry.querySelector(".card-summary");
  text?.replaceChildren(...passage.map((part) => (part.marked ? element("mark", "", part.text) : part.text)));
  const named = entry.querySelector(".card-section");
  const section = sections.find((one) => one.anchor === anchor);
  if (named && section) named.textContent = section.text;
  const places = sections.map((one) => {
    const place = element("li", one === (section ?? sections[0]) ? "is-best" : "");
    place.append(link(one.text, `${address}#${one.anchor}`));
    return place;
  });
  entry.querySelector(".search-headings")?.replaceChildren(...places);
}

/**
 * A copy of what a template of the page has.
 * @param {string} template its id
 */
export function copy(template) {
  const { content } = /** @type {HTMLTemplateElement} */ (document.getElementById(template));
  return /** @type {HTMLElement} */ (document.importNode(content, true).firstElementChild);
}

/**
 * The card of a template. What the index knows of the article, its "title" say, goes where the card has the class
 * "card-title"; what a site's own card has no place for is not shown.
 * @param {{url: string, meta: Record<string, string>}} article
 * @param {string} template its id
 */
export function card({ url, meta }, template) {
  const entry = copy(template);
  for (const [name, text] of Object.entries(meta)) {
    const place = entry.getElementsByClassName(`card-${name}`)[0];
    const shown = place?.querySelector("a, span") ?? place;
    if (shown) shown.textContent = text;
  }
  entry.querySelector("a")?.setAttribute("href", url);
  return entry;
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
 * @param {string} text
 * @param {string} address
 */
export function link(text, address) {
  const made = element("a", "", text);
  made.href = address;
  return made;
}

/**
 * A button that does something at once.
 * @param {string} className
 * @param {string} text
 * @param {() => void} act
 */
export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

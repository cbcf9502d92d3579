/** The search page: the form asks Pagefind's index, the address says what was asked, the list shows the answer. */

import { FACETS, isEmpty, readAddress, writeAddress } from "./address.js";

/** @typedef {import("./address.js").Question} Question */

const PAGE = 20;
const form = /** @type {HTMLFormElement} */ (document.getElementById("search-form"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
const sort = /** @type {HTMLSelectElement} */ (document.getElementById("search-sort"));
const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
const more = /** @type {HTMLButtonElement} */ (document.getElementById("search-more"));
const elsewhere = /** @type {HTMLElement} */ (document.getElementById("search-elsewhere"));
const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);

/** Counts the questions, so that the answer to an old one is not shown. */
let asked = 0;
/** @type {Promise<any> | undefined} */
let pagefind;

/** The index, fetched when the first question is asked. */
function index() {
  pagefind ??= import(new URL("pagefind/pagefind.js", root).href).catch((error) => {
    pagefind = undefined;
    throw error;
  });
  return pagefind;
}

/** @param {Question} question */
async function answer(question) {
  const number = ++asked;
  list.setAttribute("aria-busy", "true");
  more.hidden = true;
  try {
    const found = isEmpty(question) || form.dataset.articles === "0" ? { results: [] } : await ask(question);
    if (number !== asked) return;
    list.replaceChildren();
    await show(found.results, 0, number);
    count(found.filters ?? {});
    status.textContent = summary(question, found.results.length);
    elsewhere.hidden = found.results.length > 0;
  } catch {
    if (number !== asked) return;
    list.replaceChildren();
    status.textContent = "The search index could not be fetched. These lead to every article:";
    elsewhere.hidden = false;
  }
  list.setAttribute("aria-busy", "false");
}

/** @param {Question} question */
async function ask(question) {
  const { search } = await index();
  const filters = Object.fromEntries(
    FACETS.filter((facet) => question.facets[facet]?.length).map((facet) => [facet, { any: question.facets[facet] }]),
  );
  const order = question.sort === "relevance" ? {} : { date: question.sort === "newest" ? "desc" : "asc" };
  return search(question.q || null, { filters, sort: order });
}

/**
 * @param {Question} question
 * @param {number} number
 */
function summary(question, number) {
  if (isEmpty(question)) return "";
  const what = question.q ? ` for “${question.q}”` : "";
  if (number === 0) return `No article found${what}.`;
  return `${number} article${number === 1 ? "" : "s"} found${what}.`;
}

/**
 * Appends a page of results.
 * @param {{data: () => Promise<any>}[]} results
 * @param {number} from
 * @param {number} number of the question
 */
async function show(results, from, number) {
  const some = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  if (number !== asked) return;
  list.append(...some.map(item));
  more.hidden = results.length <= from + PAGE;
  more.onclick = () => show(results, from + PAGE, number);
}

/** @param {any} data */
function item(data) {
  const entry = document.createElement("li");
  entry.className = "search-result card";
  const title = line("card-title");
  const link = document.createElement("a");
  link.className = "search-result-link";
  link.href = data.url;
  link.textContent = data.meta.title;
  title.append(link);
  const excerpt = line("card-summary");
  excerpt.innerHTML = data.excerpt; // Pagefind escapes the text and adds <mark>
  entry.append(line("card-kicker", `${data.meta.date} · ${data.meta.category}`), title, excerpt, line("card-byline", data.meta.byline));
  return entry;
}

/**
 * @param {string} name
 * @param {string} [text]
 */
function line(name, text = "") {
  const paragraph = document.createElement("p");
  paragraph.className = name;
  paragraph.dir = "auto";
  paragraph.textContent = text;
  return paragraph;
}

/** @param {Record<string, Record<string, number>>} filters how many of the results have each value */
function count(filters) {
  for (const set of form.querySelectorAll("fieldset")) {
    const counts = filters[set.dataset.facet ?? ""];
    if (!counts) continue;
    for (const number of set.querySelectorAll("span")) {
      number.textContent = String(counts[number.dataset.value ?? ""] ?? 0);
    }
  }
}

/** @returns {Question} what the form asks for */
function readForm() {
  const data = new FormData(form);
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, data.getAll(facet).map(String)]));
  return { q: box.value.trim(), sort: sort.value, facets };
}

/** @param {Question} question */
function fillForm(question) {
  box.value = question.q;
  sort.value = question.sort;
  for (const tick of form.querySelectorAll("input")) {
    if (tick.type === "checkbox") tick.checked = question.facets[tick.name]?.includes(tick.value) ?? false;
  }
  const filters = form.querySelector("details");
  if (filters && FACETS.some((facet) => question.facets[facet]?.length)) filters.open = true;
}

function submit() {
  const question = readForm();
  history.pushState(null, "", location.pathname + writeAddress(question));
  void answer(question);
}

function restore() {
  const question = readAddress(location.search);
  fillForm(question);
  void answer(question);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
form.addEventListener("change", (event) => {
  if (event.target !== box) submit();
});
addEventListener("popstate", restore);
restore();

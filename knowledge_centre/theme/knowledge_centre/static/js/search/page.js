/** The search page: the form asks, the address says what was asked, the list shows the answer. */

import { isEmpty, readAddress, writeAddress } from "./address.js";
import { ask, count } from "./engine.js";
import { Index } from "./index.js";
import { nearest } from "./spelling.js";
import { correctionNote, element, items, summary } from "./view.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./engine.js").Answer} Answer */

/** How many results are shown at once. */
const PAGE = 10;

const form = /** @type {HTMLFormElement} */ (document.getElementById("search-form"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
const sort = /** @type {HTMLSelectElement} */ (document.getElementById("search-sort"));
const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
const note = /** @type {HTMLElement} */ (document.getElementById("search-note"));
const more = /** @type {HTMLButtonElement} */ (document.getElementById("search-more"));
const filters = /** @type {HTMLDetailsElement} */ (form.querySelector("details"));
const elsewhere = /** @type {HTMLElement} */ (document.getElementById("search-elsewhere"));
/** What an answer can be narrowed by, as the addresses of searches have it. */
const facetNames = (form.dataset.facets ?? "").split(" ");
const index = new Index(new URL(document.documentElement.dataset.content_root ?? "./", location.href));

/** Counts results beside the filters. Not before those are open, since the counts need more of the index. */
let updateCounts = () => {};
/** The number of the latest question: answers to earlier ones are not shown. */
let latest = 0;

/** @param {Question} question */
async function answer(question) {
  const number = ++latest;
  list.setAttribute("aria-busy", "true");
  try {
    if (isEmpty(question) || form.dataset.articles === "0") clear();
    else await show(await ask(question, index), question, number);
  } catch {
    if (number !== latest) return;
    clear();
    status.textContent = "The search index could not be fetched. These lead to every article:";
  }
  if (number === latest) list.setAttribute("aria-busy", "false");
}

function clear() {
  list.replaceChildren();
  note.replaceChildren();
  status.textContent = "";
  more.hidden = true;
  elsewhere.hidden = false;
  elsewhere.classList.add("is-due");
}

/**
 * @param {Answer} answer
 * @param {Question} question
 * @param {number} number
 */
async function show(answer, question, number) {
  const first = await items(answer, 0, PAGE, index, "card-template");
  const near = answer.results.length ? [] : await nearWords(answer.unknown);
  if (number !== latest) return;
  list.replaceChildren(...first);
  note.replaceChildren(correctionNote(answer, question, location.pathname), ...near);
  status.textContent = summary(answer.results.length, question.q);
  elsewhere.hidden = answer.results.length > 0;
  elsewhere.classList.add("is-due");
  showMore(answer, number);
  updateCounts = () => void showCounts(answer, question, number);
  if (filters.open) updateCounts();
}

/**
 * @param {Answer} answer
 * @param {number} number
 */
function showMore(answer, number) {
  more.hidden = list.children.length >= answer.results.length;
  more.onclick = async () => {
    const from = list.children.length;
    const next = await items(answer, from, from + PAGE, index, "card-template");
    if (number !== latest) return;
    list.append(...next);
    showMore(answer, number);
    next[0]?.querySelector("a")?.focus();
  };
}

/**
 * Shows beside each filter how many results it would leave.
 * @param {Answer} answer
 * @param {Question} question
 * @param {number} number
 */
async function showCounts(answer, question, number) {
  for (const set of form.querySelectorAll("fieldset")) {
    const boxes = [...set.querySelectorAll("input")];
    const facet = set.dataset.facet ?? "";
    const counts = await count(answer, question, facet, boxes.map((one) => one.value), index);
    if (number !== latest) return;
    for (const one of boxes) {
      const label = one.closest("label");
      const articles = counts.get(one.value) ?? 0;
      const shown = label?.querySelector(".facet-count");
      if (shown) shown.textContent = String(articles);
      label?.classList.toggle("is-empty", articles === 0 && !one.checked);
    }
  }
}

/**
 * "Did you mean …": words that the site uses, near to those that it does not.
 * @param {string[]} unknown
 */
async function nearWords(unknown) {
  const near = await Promise.all(
    unknown.map(async (word) => nearest(word, await index.words(word), 3).slice(0, 3)),
  );
  if (!near.flat().length) return [];
  const line = element("p", "search-near", "Did you mean ");
  near.flat().forEach((word, number) => {
    const link = element("a", "", word);
    link.href = writeAddress({ q: word, sort: "relevance", facets: {} });
    line.append(number ? ", " : "", link);
  });
  line.append("?");
  return [line];
}

/** @returns {Question} what the form asks for */
function readForm() {
  const data = new FormData(form);
  const facets = Object.fromEntries(facetNames.map((facet) => [facet, data.getAll(facet).map(String)]));
  return { q: box.value.trim(), sort: sort.value, facets };
}

/** @param {Question} question */
function fillForm(question) {
  box.value = question.q;
  sort.value = question.sort;
  for (const tick of form.querySelectorAll("input")) {
    if (tick.type === "checkbox") tick.checked = question.facets[tick.name]?.includes(tick.value) ?? false;
  }
  if (Object.values(question.facets).some((values) => values.length)) filters.open = true;
}

function submit() {
  const question = readForm();
  const address = location.pathname + writeAddress(question);
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
  void answer(question);
}

function restore() {
  const question = readAddress(location.search, facetNames);
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
filters.addEventListener("toggle", () => filters.open && updateCounts());
addEventListener("popstate", restore);
const typed = document.activeElement === box ? box.value : ""; // while this script was on its way
restore();
if (typed) box.value = typed;

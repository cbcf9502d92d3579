/** The search page: the form asks, the address says what was asked, the list shows the answer. */

import { isEmpty, isFiltered, leftOut, readAddress, unfiltered, writeAddress } from "./address.js";
import { showChips } from "./chips.js";
import { ask, near } from "./engine.js";
import { chosen, withoutGone } from "./facets.js";
import { openIndex } from "./open.js";
import { Results } from "./results.js";
import { articles, line, list as listed, missing, nearWords, notes, report, summary } from "./status.js";
import { link } from "./view.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./answer.js").Answer} Answer */

/**
 * Where someone was in the list, kept with each entry of the browser's history.
 * @typedef {{shown?: number, y?: number, opened?: number}} Place
 */

/**
 * @template {HTMLElement} [One=HTMLElement]
 * @param {string} id
 */
const byId = (id) => /** @type {One} */ (document.getElementById(id));

const form = /** @type {HTMLFormElement} */ (byId("search-form"));
const box = /** @type {HTMLInputElement} */ (byId("search-query"));
const sort = /** @type {HTMLSelectElement} */ (byId("search-sort"));
const list = byId("search-results");
const status = byId("search-status");
const note = byId("search-note");
const chips = byId("search-chips");
const elsewhere = byId("search-elsewhere");
/** What an answer can be narrowed by, as the addresses of searches have it. */
const facetNames = (form.dataset.facets ?? "").split(" ").filter(Boolean);
const index = await openIndex(new URL(document.documentElement.dataset.content_root ?? "./", location.href));
const results = new Results(index, list, /** @type {HTMLButtonElement} */ (byId("search-more")), (whole, first) => {
  remember({ shown: results.shown });
  if (!whole) note.append(lost);
  (first ?? lost.querySelector("button"))?.focus();
});
/** What facets are called. */
const labels = Object.fromEntries(
  [...document.querySelectorAll("#search-facets fieldset")].map((set) => [set.getAttribute("data-facet"), set.querySelector("legend")?.textContent ?? ""]),
);
/** The filters, which are fetched behind the first answer. @type {Promise<import("./filters.js").Filters> | undefined} */
let filters;

/** What is asked. @type {Question} */
let question = readAddress(location.search, facetNames);
/** The number of the latest question: answers to earlier ones are not shown. */
let latest = 0;
/** The address that was answered last. */
let answered = "";
/** Says that not all results came. */
const lost = missing(() => again({ shown: results.shown, y: scrollY }));

/**
 * @param {Place} [place] where to be in the list
 */
async function answer(place = {}) {
  const number = ++latest;
  answered = location.search;
  list.setAttribute("aria-busy", "true");
  const empty = isEmpty(question) || form.dataset.articles === "0";
  document.documentElement.classList.toggle("has-question", !empty);
  if (empty) {
    clear("");
    if (filters) withFilters((some) => some.update(question));
  } else {
    status.textContent = "Searching…";
    try {
      const found = await ask(question, index);
      if (number !== latest) return;
      await show(found, number, place);
    } catch {
      if (number !== latest) return;
      clear("The search index could not be fetched. These lead to every article:");
      note.replaceChildren(missing(() => again(place), ""));
    }
  }
  if (number === latest) list.setAttribute("aria-busy", "false");
}

/**
 * Asks the same again. What asked for it goes away.
 * @param {Place} place
 */
function again(place) {
  status.focus({ preventScroll: true });
  index.again();
  void answer(place);
}

/** @param {string} said */
function clear(said) {
  results.clear();
  note.replaceChildren();
  showChips(chips, [], question, go);
  status.textContent = said;
  showElsewhere(true);
}

/** @param {boolean} shown what there is besides the results */
function showElsewhere(shown) {
  elsewhere.hidden = !shown;
  elsewhere.classList.toggle("is-due", shown);
}

/**
 * @param {Answer} found
 * @param {number} number
 * @param {Place} place
 */
async function show(found, number, place) {
  const { facets } = found;
  const { known, gone } = withoutGone(question, facets, labels);
  question = known;
  const split = listed(found);
  const filtering = chosen(question, facets, labels);
  const named = (/** @type {boolean} */ narrows) => filtering.filter((one) => one.narrows === narrows).map(({ name }) => name);
  const waiting = named(false);
  const said = notes(question, found, location.pathname);
  const left = leftOut(answered, facetNames);
  if (left.length) said.push(line("search-gone", `Left out, since this search has no filters: ${left.join(", ")}.`));
  if (gone.length) said.push(line("search-gone", `Left out, since there is no such filter: ${gone.join("; ")}.`));
  if (waiting.length) said.push(line("", `Not applied, since the list did not come: ${waiting.join("; ")}.`));
  if (found.missing) said.push(lost);
  if (!found.results.length && found.unfiltered.length && isFiltered(question)) {
    const without = unfiltered(question);
    const all = listed({ ...found, results: found.unfiltered }).listed;
    said.push(line("search-without", link(`${articles(all.length)} without the filters`, location.pathname + writeAddress(without)), "."));
  } else if (!found.results.length) {
    const words = await near(found, index).catch(() => []);
    if (words.length) said.push(nearWords(words, location.pathname));
  }
  if (number !== latest) return;
  showChips(chips, filtering, unfiltered(question), (wanted) => {
    go(wanted);
    (isEmpty(question) ? box : status).focus({ preventScroll: true });
  });
  note.replaceChildren(...said);
  status.textContent = summary(question.q, found, split, named(true));
  showElsewhere(!found.results.length);
  const whole = await results.open(found, split, place.shown ?? 0);
  if (number !== latest) return;
  if (!whole) note.append(lost);
  if (place.y) scrollTo({ top: place.y, behavior: "instant" });
  if (place.opened !== undefined) results.links()[place.opened]?.focus({ preventScroll: true });
  const offered = split.least ? found.unfiltered.filter((one) => one.has >= split.least) : found.unfiltered;
  withFilters((some) => {
    if (number === latest) some.update(question, offered, split.listed.length, filtering.length);
  });
  report("page", question, split.number, found.unknown);
}

/**
 * Asks something else, which gets an address of its own.
 * @param {Question} wanted
 */
function go(wanted) {
  const search = writeAddress(readAddress(writeAddress(wanted), facetNames)); // years in their order
  question = readAddress(search, facetNames);
  if (search !== location.search) history.pushState(null, "", location.pathname + search);
  fill();
  void answer();
}

/** @param {(filters: import("./filters.js").Filters) => void} act */
function withFilters(act) {
  filters ??= import("./filters.js").then(({ Filters }) => new Filters(index, facetNames, () => question, go));
  filters.then(act, () => (filters = undefined)); // the results are there without them
}

function fill() {
  if (document.activeElement !== box) box.value = question.q;
  sort.value = question.sort;
}

/** @param {Place} place */
function remember(place) {
  history.replaceState({ ...history.state, ...place }, "");
}

/** @param {Place | null} place */
function restore(place) {
  question = readAddress(location.search, facetNames);
  box.value = question.q;
  fill();
  void answer(place ?? {});
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ ...question, q: box.value.trim() });
});
sort.addEventListener("change", () => go({ ...question, q: box.value.trim(), sort: sort.value }));
byId("search-filters-open").addEventListener("click", () => withFilters((some) => some.open()));
box.addEventListener("focus", () => index.prefetch());
list.addEventListener("click", ({ target }) => {
  const opened = target instanceof Element ? [...results.links()].indexOf(/** @type {any} */ (target.closest("li")?.querySelector("a"))) : -1;
  if (opened >= 0) remember({ opened, y: scrollY });
});
let timer = 0;
addEventListener("scroll", () => {
  clearTimeout(timer);
  timer = setTimeout(() => remember({ y: scrollY }), 150);
});
addEventListener("popstate", (event) => {
  if (location.search === answered) return remember({ shown: results.shown }); // to a place in the page
  /** @type {HTMLDialogElement} */ (byId("search-sheet")).close();
  restore(event.state);
});
history.scrollRestoration = "manual"; // the list is not there yet when the browser would scroll to its place
const typed = document.activeElement === box ? box.value : ""; // while this script was on its way
restore(history.state);
if (typed) box.value = typed;
if (document.activeElement === box) index.prefetch();

/** The filters of the search page: beside the results on a wide page, on a sheet of their own on a narrow one. */

import { count, offer } from "./offers.js";
import { element } from "./view.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./facets.js").Facet} Facet */
/** @typedef {import("./index.js").Index} Index */

/** From here on there is room beside the results; search.css has the same width. */
const WIDE = matchMedia("(min-width: 64em)");

/**
 * @template {HTMLElement} [One=HTMLElement]
 * @param {string} id
 */
const byId = (id) => /** @type {One} */ (document.getElementById(id));

export class Filters {
  /**
   * @param {Index} index
   * @param {string[]} names of the facets
   * @param {() => Question} asked the latest question, which what is chosen is added to; its answer may be on its way
   * @param {(question: Question) => void} ask
   */
  constructor(index, names, asked, ask) {
    this.index = index;
    this.names = names;
    this.asked = asked;
    this.ask = ask;
    this.column = byId("search-filters");
    this.sheet = /** @type {HTMLDialogElement} */ (byId("search-sheet"));
    this.facets = byId("search-facets");
    this.opener = byId("search-filters-open");
    this.shower = byId("search-sheet-show");
    /** The number of the latest answer. */
    this.latest = 0;
    this.question = asked();
    /** @type {{number: number}[] | undefined} */
    this.results = undefined;
    /** @type {[number, number][]} */
    this.years = [];
    this.listen();
  }

  open() {
    this.sheet.querySelector("div")?.append(this.facets);
    this.sheet.showModal();
    void this.render();
  }

  listen() {
    byId("search-skip").addEventListener("click", (event) => {
      event.preventDefault(); // the address says what is asked, and nothing else
      this.column.focus();
    });
    this.sheet.addEventListener("close", () => this.column.append(this.facets));
    WIDE.addEventListener("change", () => {
      this.sheet.close();
      void this.render();
    });
    this.facets.addEventListener("change", (event) => this.change(event.target));
    this.facets.addEventListener("input", (event) => {
      const find = event.target;
      const set = find instanceof HTMLInputElement && find.type === "search" ? find.closest("fieldset") : undefined;
      if (set) this.fill(set);
    });
  }

  /** @param {EventTarget | null} changed */
  change(changed) {
    const question = this.asked();
    if (changed instanceof HTMLSelectElement) {
      const years = { from: question.from, to: question.to, [changed.name]: changed.value };
      // What the lists say is all there is to say of years.
      this.ask({ ...question, ...years, facets: { ...question.facets, year: [] } });
    } else if (changed instanceof HTMLInputElement && changed.type === "checkbox") {
      const others = (question.facets[changed.name] ?? []).filter((value) => value !== changed.value);
      this.ask({ ...question, facets: { ...question.facets, [changed.name]: changed.checked ? [...others, changed.value] : others } });
    }
  }

  /**
   * @param {Question} question
   * @param {{number: number}[]} [results] before any filter, of those that are listed; where nothing is asked, all articles
   * @param {number} [listed] how many are, after them
   * @param {number} [chosen] how many filters are chosen
   */
  update(question, results, listed, chosen) {
    this.latest += 1;
    this.question = question;
    this.results = results;
    const number = listed === undefined ? "" : `${listed.toLocaleString("en-GB")} `;
    this.shower.textContent = `Show ${number}result${listed === 1 ? "" : "s"}`;
    this.opener.textContent = chosen ? `Filters (${chosen})` : "Filters";
    void this.render();
  }

  /** Not before they are seen, since counting needs more of the index. */
  async render() {
    const { latest, question } = this;
    if (!this.names.length || !(WIDE.matches || this.sheet.open)) return;
    /** @type {Record<string, Facet>} */
    const facets = {};
    try {
      const { articles, years } = await this.index.directory();
      this.years = years;
      this.results ??= Array.from({ length: articles }, (_, number) => ({ number }));
      await Promise.all(this.names.map(async (name) => (facets[name] = await this.index.facet(name))));
    } catch {
      return; // the results are there without them
    }
    const { results } = this;
    if (latest !== this.latest || !results) return;
    this.known = facets;
    const focused = document.activeElement instanceof HTMLElement && this.facets.contains(document.activeElement) ? document.activeElement : undefined;
    /** @type {Record<string, Map<string, number>>} */
    this.counts = {};
    for (const set of this.facets.querySelectorAll("fieldset")) {
      const name = set.dataset.facet ?? "";
      if (name !== "year") this.counts[name] = count(name, facets, question, results, this.years);
      // A new one, since one that is moved by what is above it would be taken for a jump of the page.
      const fresh = /** @type {HTMLFieldSetElement} */ (set.cloneNode(true));
      this.fill(fresh);
      set.replaceWith(fresh);
    }
    this.column.hidden = false;
    if (focused) this.focusLike(focused);
  }

  /** @param {HTMLElement} gone what had the focus and was made anew */
  focusLike(gone) {
    const facet = gone.closest("fieldset")?.dataset.facet ?? "";
    const set = [...this.facets.querySelectorAll("fieldset")].find((one) => one.dataset.facet === facet);
    const same = /** @type {HTMLElement[]} */ ([...(set?.querySelectorAll("input, select") ?? [])]);
    const key = (/** @type {HTMLElement} */ one) => ["name", "value"].map((name) => one.getAttribute(name)).join(" ");
    (same.find((one) => key(one) === key(gone)) ?? same[0])?.focus({ preventScroll: true });
  }

  /** @param {HTMLFieldSetElement} set */
  fill(set) {
    const name = set.dataset.facet ?? "";
    const { question, years } = this;
    const facet = this.known?.[name];
    if (!facet) return;
    if (name === "year") {
      for (const select of set.querySelectorAll("select")) {
        const options = years.map(([year]) => new Option(String(year))).reverse();
        select.replaceChildren(new Option("any", ""), ...options);
        select.value = select.name === "from" ? question.from : question.to;
      }
      set.hidden = years.length < 2 || !(this.results?.length || question.from || question.to);
      return;
    }
    const find = /** @type {HTMLInputElement} */ (set.querySelector("input[type=search]"));
    const { offers, more, all } = offer(facet, this.counts?.[name] ?? new Map(), question.facets[name] ?? [], find.value);
    set.querySelector("ul")?.replaceChildren(...offers.map((one) => tick(name, one)));
    const others = /** @type {HTMLElement} */ (set.querySelector(".search-others"));
    others.textContent = more ? `and ${more.toLocaleString("en-GB")} more` : offers.length ? "" : "None has that in its name";
    find.hidden = all <= offers.length && !find.value;
    set.hidden = !all;
  }
}

/**
 * @param {string} name of the facet
 * @param {import("./offers.js").Offer} offer
 */
function tick(name, { value, label, articles: number, chosen }) {
  const item = element("li", "");
  const box = Object.assign(element("input", ""), { type: "checkbox", checked: chosen });
  box.setAttribute("name", name);
  box.setAttribute("value", value);
  const shown = element("label", "");
  const text = element("span", "", label);
  text.dir = "auto";
  shown.append(box, " ", text, " ", element("span", "facet-count", number.toLocaleString("en-GB")));
  item.append(shown);
  return item;
}

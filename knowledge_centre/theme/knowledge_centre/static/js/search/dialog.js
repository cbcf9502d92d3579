/** The search dialog: results as you type, by keyboard alone; the same engine and the same items as the page. */

import { ask } from "./engine.js";
import { Index } from "./index.js";
import { element, items, mending, summary } from "./view.js";

/** Results that the dialog shows. */
const SHOWN = 7;
/** Milliseconds of rest after a key before it asks. */
const REST = 120;

/** @type {SearchDialog | undefined} */
let only;

/**
 * @param {URL} root of the site
 * @param {string} page the address of the search page
 * @param {string} typed what is to stand in the box already
 */
export function open(root, page, typed) {
  only ??= new SearchDialog(root, page);
  only.open(typed);
}

class SearchDialog {
  /**
   * @param {URL} root
   * @param {string} page
   */
  constructor(root, page) {
    this.page = new URL(page);
    this.index = new Index(root);
    this.asked = 0;
    /** The question whose answer is shown. */
    this.shown = "";
    this.dialog = element("dialog", "search-dialog");
    this.dialog.setAttribute("aria-label", "Search");
    this.form = element("form", "search-box");
    this.form.setAttribute("role", "search");
    this.box = element("input", "");
    Object.assign(this.box, { type: "search", placeholder: "Search the articles", autocomplete: "off", spellcheck: false });
    const about = { role: "combobox", "aria-label": "Search the articles", "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries({ ...about, "aria-controls": "search-dialog-results" })) {
      this.box.setAttribute(name, value);
    }
    this.close = element("button", "", "Close");
    this.close.type = "button";
    this.form.append(this.box, this.close);
    this.status = element("p", "search-dialog-status");
    this.status.setAttribute("role", "status");
    this.note = element("div", "");
    this.list = element("ol", "listing listing-titles");
    this.list.id = "search-dialog-results";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Results");
    this.all = element("a", "search-dialog-all", "All results and filters");
    this.dialog.append(this.form, this.status, this.note, this.list, this.all);
    document.body.append(this.dialog);
    this.listen();
  }

  listen() {
    let rest = 0;
    this.box.addEventListener("input", () => {
      this.all.href = this.allResults();
      clearTimeout(rest);
      rest = setTimeout(() => void this.answer(), REST);
    });
    this.box.addEventListener("keydown", (event) => this.press(event));
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // a search field would be emptied first
      event.stopPropagation();
      this.dialog.close();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Until the answer to what stands in the box is there, Enter asks for all of it.
      const chosen = this.shown === this.box.value.trim() ? this.options()[this.place()] : undefined;
      location.assign(chosen?.href ?? this.all.href);
    });
    this.close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  /** @param {string} typed */
  open(typed) {
    if (!this.dialog.open) this.dialog.showModal(); // closing gives the focus back to where it was
    if (typed) this.box.value = typed;
    else this.box.select();
    void this.answer();
  }

  allResults() {
    return `${this.page.href}?${new URLSearchParams({ q: this.box.value.trim() })}`;
  }

  options() {
    return [...this.list.querySelectorAll("a")];
  }

  place() {
    return this.options().findIndex((one) => one.getAttribute("aria-selected") === "true");
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const options = this.options();
    if (!step || !options.length) return;
    event.preventDefault();
    this.select((this.place() + step + options.length + (this.place() < 0 && step < 0 ? 1 : 0)) % options.length);
  }

  /** @param {number} place */
  select(place) {
    this.options().forEach((one, number) => {
      one.setAttribute("aria-selected", String(number === place));
      if (number !== place) return;
      this.box.setAttribute("aria-activedescendant", one.id);
      one.scrollIntoView({ block: "nearest" });
    });
  }

  async answer() {
    const number = ++this.asked;
    const typed = this.box.value.trim();
    const question = { q: typed, sort: "relevance", facets: {} };
    this.all.href = this.allResults();
    try {
      const answer = typed ? await ask(question, this.index) : undefined;
      const found = answer ? await items(answer, 0, SHOWN, this.index, "search-option") : [];
      if (number !== this.asked) return;
      this.show(found);
      this.shown = typed;
      this.note.replaceChildren(...(answer ? [mending(answer, question, this.page.href)] : []));
      this.status.textContent = answer ? summary(answer.results.length, typed) : "";
    } catch {
      if (number !== this.asked) return;
      this.show([]);
      this.status.textContent = "The search index could not be fetched.";
    }
  }

  /** @param {HTMLElement[]} found */
  show(found) {
    this.list.replaceChildren(...found);
    this.options().forEach((one, number) => (one.id = `search-dialog-${number}`));
    this.list.hidden = !found.length;
    this.box.setAttribute("aria-expanded", String(found.length > 0));
    this.box.removeAttribute("aria-activedescendant");
    if (found.length) this.select(0);
  }
}

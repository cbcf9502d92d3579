/** The search dialog: results as you type, by keyboard alone, from the same engine as the search page. */

import { ask } from "./engine.js";
import { Index } from "./index.js";
import { correctionNote, element, items, summary } from "./view.js";

/** How many results are shown. */
const SHOWN = 7;
/** How many milliseconds after the last key it searches. */
const DELAY = 120;

/** @type {SearchDialog | undefined} made when it is first opened */
let dialog;

/**
 * @param {URL} root of the site
 * @param {string} page the address of the search page
 * @param {string} typed what is to stand in the box already
 */
export function open(root, page, typed) {
  dialog ??= new SearchDialog(root, page);
  dialog.open(typed);
}

class SearchDialog {
  /**
   * @param {URL} root
   * @param {string} page
   */
  constructor(root, page) {
    this.page = new URL(page);
    this.index = new Index(root);
    /** The number of the latest question: answers to earlier ones are not shown. */
    this.latest = 0;
    /** The question whose answer is shown. */
    this.answered = "";
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
    let timer = 0;
    this.box.addEventListener("input", () => {
      this.all.href = this.allResults();
      clearTimeout(timer);
      timer = setTimeout(() => void this.answer(), DELAY);
    });
    this.box.addEventListener("keydown", (event) => this.move(event));
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // a search field would be emptied first
      event.stopPropagation();
      this.dialog.close();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Until the answer to what stands in the box is there, Enter asks for all of it.
      const chosen = this.answered === this.box.value.trim() ? this.options()[this.selected()] : undefined;
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

  /** The number of the option that is selected, or -1. */
  selected() {
    return this.options().findIndex((one) => one.getAttribute("aria-selected") === "true");
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const options = this.options();
    if (!step || !options.length) return;
    event.preventDefault();
    this.select((this.selected() + step + options.length) % options.length);
  }

  /** @param {number} chosen */
  select(chosen) {
    this.options().forEach((one, number) => {
      one.setAttribute("aria-selected", String(number === chosen));
      if (number !== chosen) return;
      this.box.setAttribute("aria-activedescendant", one.id);
      one.scrollIntoView({ block: "nearest" });
    });
  }

  async answer() {
    const number = ++this.latest;
    const typed = this.box.value.trim();
    const question = { q: typed, sort: "relevance", facets: {} };
    this.all.href = this.allResults();
    try {
      const answer = typed ? await ask(question, this.index) : undefined;
      const found = answer ? await items(answer, 0, SHOWN, this.index, "search-option") : [];
      if (number !== this.latest) return;
      this.show(found);
      this.answered = typed;
      this.note.replaceChildren(...(answer ? [correctionNote(answer, question, this.page.href)] : []));
      this.status.textContent = answer ? summary(answer.results.length, typed) : "";
    } catch {
      if (number !== this.latest) return;
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

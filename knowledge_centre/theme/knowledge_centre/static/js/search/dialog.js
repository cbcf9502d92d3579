/** The search dialog: results as you type, by keyboard alone, from the same engine as the search page. */

import { plain, writeAddress } from "./address.js";
import { composes } from "./composing.js";
import { ask } from "./engine.js";
import { show } from "./excerpt.js";
import { openIndex } from "./open.js";
import { list, missing, notes, report, summary } from "./status.js";
import { addPassage, copy, resultOf } from "./view.js";

/** How many results are shown. */
const SHOWN = 7;
/** How many milliseconds after the last key it searches. */
const DELAY = 120;
/** How many milliseconds after the titles are shown it looks for the sections, which costs more to fetch. */
const SETTLED = 300;

/** @type {SearchDialog | undefined} made when it is first opened */
let dialog;

/**
 * @param {URL} root of the site
 * @param {string} page the address of the search page
 * @param {string} typed what is to stand in the box already
 * @param {() => void} keys shows the list of keys
 */
export async function open(root, page, typed, keys) {
  const index = dialog?.index ?? (await openIndex(root));
  dialog ??= new SearchDialog(index, page, keys);
  dialog.open(typed);
}

class SearchDialog {
  /**
   * @param {import("./index.js").Index} index
   * @param {string} page
   * @param {() => void} keys
   */
  constructor(index, page, keys) {
    this.page = page;
    this.index = index;
    /** The number of the latest question: answers to earlier ones are not shown. */
    this.latest = 0;
    /** The question whose answer is shown. */
    this.answered = "";
    this.composing = false;
    this.dialog = /** @type {HTMLDialogElement} */ (copy("search-dialog"));
    /** @param {string} selector */
    const part = (selector) => /** @type {HTMLElement} */ (this.dialog.querySelector(selector));
    this.box = /** @type {HTMLInputElement} */ (part("input"));
    this.status = part(".search-dialog-status");
    this.note = part(".search-dialog-note");
    this.list = part("ol");
    this.all = /** @type {HTMLAnchorElement} */ (part(".search-dialog-foot a"));
    document.body.append(this.dialog);
    part(".search-keys-open").addEventListener("click", keys);
    part(".search-close").addEventListener("click", () => this.dialog.close());
    part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.composing) return;
      // Until the answer to what stands in the box is there, Enter asks for all of it.
      const chosen = this.answered === this.box.value.trim() ? this.options()[this.selected()] : undefined;
      location.assign(chosen?.href ?? this.all.href);
    });
    this.listen();
  }

  listen() {
    let timer = 0;
    this.box.addEventListener("input", () => {
      this.all.href = this.page + writeAddress(this.question());
      clearTimeout(timer);
      timer = setTimeout(() => void this.answer(), DELAY);
    });
    this.dialog.addEventListener("keydown", (event) => {
      this.composing = composes(event);
      if (this.composing) return;
      if (event.target === this.box) this.move(event);
      if (event.key !== "Escape") return;
      event.preventDefault(); // a search field would be emptied first
      event.stopPropagation();
      this.dialog.close();
    });
    // Text that is selected in the box may be let go outside.
    let outside = false;
    this.dialog.addEventListener("pointerdown", (event) => (outside = this.isOutside(event)));
    this.dialog.addEventListener("click", (event) => {
      if (outside && this.isOutside(event)) this.dialog.close();
    });
  }

  /** @param {string} typed */
  open(typed) {
    this.index.prefetch();
    if (!this.dialog.open) this.dialog.showModal(); // closing gives the focus back to where it was
    if (typed) this.box.value = typed;
    else this.box.select();
    void this.answer();
  }

  /** @param {MouseEvent} event */
  isOutside({ target, clientX, clientY }) {
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    return target === this.dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
  }

  question() {
    return plain(this.box.value.trim());
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
    const question = this.question();
    this.all.href = this.page + writeAddress(question);
    if (!question.q) {
      this.show([], "", []);
      return;
    }
    this.status.textContent = "Searching…";
    const again = missing(() => {
      this.box.focus(); // the button goes away
      this.index.again();
      void this.answer();
    });
    try {
      const answer = await ask(question, this.index);
      const split = list(answer);
      const results = [...split.listed, ...split.rest].slice(0, SHOWN);
      const shown = await Promise.all(results.map((result) => show(result, answer, this.index, false).catch(() => undefined)));
      if (number !== this.latest) return;
      const found = shown.map((one) => one && resultOf(one, answer.wordsToMark, "search-option"));
      const whole = !answer.missing && !found.includes(undefined);
      const said = [...notes(question, answer, this.page), ...(whole ? [] : [again])];
      this.show(found.flatMap((one) => one ?? []), summary(question.q, answer, split), said);
      this.answered = question.q;
      report("dialog", question, split.number, answer.unknown);
      // The sections in which the words are, once nothing more is typed.
      await new Promise((resolve) => setTimeout(resolve, SETTLED));
      for (const [place, result] of results.entries()) {
        const entry = found[place];
        if (!entry || number !== this.latest || !this.dialog.open) continue;
        show(result, answer, this.index, true).then((one) => addPassage(entry, one), () => {});
      }
    } catch {
      if (number === this.latest) this.show([], "The search index could not be fetched.", [again]);
    }
  }

  /**
   * @param {HTMLElement[]} found
   * @param {string} said
   * @param {HTMLElement[]} notes
   */
  show(found, said, notes) {
    this.list.replaceChildren(...found);
    this.options().forEach((one, number) => (one.id = `search-dialog-${number}`));
    this.list.hidden = !found.length;
    this.box.setAttribute("aria-expanded", String(found.length > 0));
    this.box.removeAttribute("aria-activedescendant");
    if (found.length) this.select(0);
    this.status.textContent = said;
    this.note.replaceChildren(...notes);
  }
}

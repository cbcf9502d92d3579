/** Narrows the lists beside a field to the names that have its words: topics, people, feeds. */

import { fitting } from "./names.js";
import { composes } from "./search/composing.js";

const field = /** @type {HTMLInputElement} */ (document.querySelector("[data-narrow]"));
const lists = /** @type {HTMLElement} */ (field.closest("[data-narrowed]"));
const status = /** @type {HTMLElement} */ (lists.querySelector("[role=status]"));
const sections = /** @type {HTMLElement[]} */ ([...lists.querySelectorAll("[data-names]")]);
const opened = sections.filter((section) => section instanceof HTMLDetailsElement && section.open);
const others = /** @type {HTMLElement[]} */ ([...lists.querySelectorAll("[data-unnarrowed]")]);

/** @param {Element} row */
const link = (row) => /** @type {HTMLAnchorElement} */ (row.querySelector("a"));

/** Shows what fits; gives the first of it. */
function narrow() {
  const fits = fitting(field.value);
  const asked = Boolean(field.value.trim());
  /** @type {HTMLElement | undefined} */
  let first;
  let number = 0;
  for (const section of sections) {
    let some = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll("li"))) {
      row.hidden = !fits(link(row).textContent ?? "");
      if (row.hidden) continue;
      first ??= row;
      some += 1;
    }
    section.hidden = !some;
    number += some;
    if (section instanceof HTMLDetailsElement) section.open = asked || opened.includes(section);
  }
  for (const other of others) other.hidden = asked;
  status.textContent = asked ? `${number} found` : "";
  return first;
}

field.addEventListener("input", narrow);
field.addEventListener("keydown", (event) => {
  const first = event.key === "Enter" && !composes(event) && field.value.trim() ? narrow() : undefined;
  if (first) link(first).click();
});
if (field.value) narrow(); // what the browser kept when the reader came back

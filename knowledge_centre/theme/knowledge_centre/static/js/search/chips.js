/** What an answer is narrowed by, above the list of results. */

import { button, element } from "./view.js";

/** @typedef {import("./address.js").Question} Question */

/**
 * Shows what an answer is narrowed by, as chips that can be taken off.
 * @param {HTMLElement} place
 * @param {{name: string, without: Question}[]} chosen
 * @param {Question} none the question without any
 * @param {(question: Question) => void} ask
 */
export function showChips(place, chosen, none, ask) {
  const all = chosen.length ? [...chosen, { name: "Clear all", without: none }] : [];
  const chips = all.map(({ name, without }) => {
    const item = element("li", "");
    item.append(button(without === none ? "search-clear" : "search-chip", name, () => ask(without)));
    return item;
  });
  place.replaceChildren(...chips);
  place.hidden = !chips.length;
}

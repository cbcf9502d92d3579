/** The list of keys. "?" opens it, unless a reader has turned that off: a key by itself is in the way of who dictates. */

import { copy } from "./view.js";

/** @type {HTMLDialogElement | undefined} made when it is first opened */
let dialog;

/** @param {string} off where it is kept that "?" does nothing */
export function showKeys(off) {
  if (!dialog) {
    dialog = /** @type {HTMLDialogElement} */ (copy("search-keys"));
    document.body.append(dialog);
    const turn = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
    try {
      turn.checked = !localStorage.getItem(off);
      turn.addEventListener("change", () => (turn.checked ? localStorage.removeItem(off) : localStorage.setItem(off, "1")));
    } catch {
      turn.checked = turn.disabled = true; // a browser that keeps nothing
    }
  }
  if (!dialog.open) dialog.showModal();
}

/** Shows a footnote beside its number in the text, so that readers keep their place. */

const note = document.createElement("aside");
note.className = "footnote-note";
note.popover = "auto";
note.setAttribute("aria-label", "Footnote");
note.tabIndex = -1;

for (const call of document.querySelectorAll("a.footnote-reference")) {
  call.addEventListener("click", (event) => {
    const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
    const text = document.getElementById(call.getAttribute("href")?.slice(1) ?? "");
    if (!text || ctrlKey || metaKey || shiftKey || typeof note.showPopover !== "function") return;
    event.preventDefault();
    show(text, call);
  });
}

/**
 * @param {Element} text the footnote
 * @param {Element} call its number in the text
 */
function show(text, call) {
  const copy = /** @type {Element} */ (text.cloneNode(true));
  copy.removeAttribute("id");
  for (const part of copy.querySelectorAll(".backrefs, .fn-bracket, a.fn-backref, :scope > .label")) part.remove();
  note.replaceChildren(...copy.childNodes);
  call.after(note); // the next key press goes on from here
  note.showPopover();
  note.focus();
}

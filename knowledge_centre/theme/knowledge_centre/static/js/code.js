/** Gives every block of code a button that copies it. */

for (const block of document.querySelectorAll(".prose div.highlight")) {
  const code = block.querySelector("pre");
  if (!code?.textContent?.trim()) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "code-copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy this code");
  button.addEventListener("click", () => copy(button, text(code)));
  block.parentElement?.append(button);
}

/**
 * What is copied: the code without its line numbers and, of a session in a shell, only what was typed.
 * @param {Element} code
 */
function text(code) {
  const copied = /** @type {Element} */ (code.cloneNode(true));
  for (const part of copied.querySelectorAll(".linenos, .gp, .go")) part.remove();
  const typed = copied.textContent ?? "";
  return typed.trim() ? typed.replace(/^\n+|\n+$/g, "") : (code.textContent ?? "");
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} copied
 */
async function copy(button, copied) {
  try {
    await navigator.clipboard.writeText(copied);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: the browser did not allow it";
  }
  button.setAttribute("aria-label", button.textContent);
  button.classList.add("is-done");
  setTimeout(() => {
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this code");
    button.classList.remove("is-done");
  }, 2000);
}

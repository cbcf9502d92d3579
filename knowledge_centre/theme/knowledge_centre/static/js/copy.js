/** Copies the address of a feed. */

const status = /** @type {HTMLElement} */ (document.querySelector("[data-copied]"));

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-copy]");
  const link = button && button.closest("li, dd")?.querySelector("a");
  if (!link) return;
  try {
    await navigator.clipboard.writeText(link.href);
    status.textContent = `Address copied: ${link.href}`;
  } catch {
    status.textContent = `The browser did not allow copying. The address is ${link.href}`;
  }
});

/**
 * On every page: says which colour theme is on, closes the contents when a place in them is chosen, and has long articles
 * followed, so that readers can go on where they stopped.
 */

/** How many screens a long article has at least: in a shorter one a place is found at a glance. */
const LONG = 4;

for (const button of document.querySelectorAll(".theme-toggle")) {
  if (!document.body.dataset.theme) button.remove(); // Furo's script stops where a browser keeps nothing
  const name = () => button.setAttribute("aria-label", `Colour theme: ${document.body.dataset.theme}`);
  new MutationObserver(name).observe(document.body, { attributeFilter: ["data-theme"] });
  name();
}

const contents = document.getElementById("contents");
contents?.addEventListener("click", (event) => {
  const chosen = event.target instanceof Element && event.target.closest("a");
  if (chosen && contents.matches(":popover-open")) contents.hidePopover();
});

const text = document.querySelector(".article-body");
if (text instanceof HTMLElement && text.offsetHeight > LONG * innerHeight) {
  void import("./resume.js").then(({ follow }) => follow(text, location.pathname));
}

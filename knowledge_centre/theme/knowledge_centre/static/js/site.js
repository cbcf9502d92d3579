/** On every page: says which colour theme is on, and closes the contents when a place in them is chosen. */

for (const button of document.querySelectorAll(".theme-toggle")) {
  const name = () => button.setAttribute("aria-label", `Colour theme: ${document.body.dataset.theme}`);
  new MutationObserver(name).observe(document.body, { attributeFilter: ["data-theme"] });
  name();
}

const contents = document.getElementById("contents");
contents?.addEventListener("click", (event) => {
  const chosen = event.target instanceof Element && event.target.closest("a");
  if (chosen && contents.matches(":popover-open")) contents.hidePopover();
});

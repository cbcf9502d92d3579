/** Lets the keyboard into code and tables that are wider than the page. Not every browser does that by itself. */

const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => mark(/** @type {HTMLElement} */ (target))));
document.querySelectorAll(".prose .highlight pre, .prose .table-wrapper, .prose .formula-box").forEach((one) => watch.observe(one));

/** @param {HTMLElement} block */
function mark(block) {
  if (block.scrollWidth <= block.clientWidth) {
    for (const attribute of ["tabindex", "role", "aria-label"]) block.removeAttribute(attribute);
    return;
  }
  block.tabIndex = 0;
  block.setAttribute("role", "group");
  const name = block.classList.contains("formula-box") ? "Formula" : "Table";
  block.setAttribute("aria-label", block.tagName === "PRE" ? "Code" : name);
}

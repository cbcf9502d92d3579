/** On every page: opens search when someone reaches for it, and marks what a search found. Nothing else is fetched. */

const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The address of the search page, as the page's own link has it. */
function searchPage() {
  const link = document.querySelector("a.search-open");
  return link instanceof HTMLAnchorElement ? link.href : new URL("search.html", root).href;
}

/** Opens the dialog; what is typed while it is on its way is not lost. */
async function open() {
  let typed = "";
  /** @param {KeyboardEvent} event */
  const keep = (event) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    typed += event.key;
    event.preventDefault();
  };
  addEventListener("keydown", keep);
  try {
    const dialog = await import("./dialog.js");
    dialog.open(root, searchPage(), typed);
  } catch {
    location.assign(searchPage());
  } finally {
    removeEventListener("keydown", keep);
  }
}

for (const link of document.querySelectorAll("a.search-open")) {
  if (link instanceof HTMLAnchorElement) link.title = apple ? "Search (⌘K)" : "Search (Ctrl+K)";
  link.addEventListener("click", (event) => {
    const { ctrlKey, metaKey, shiftKey, button } = /** @type {MouseEvent} */ (event);
    if (ctrlKey || metaKey || shiftKey || button) return; // someone wants the search page in a place of its own
    event.preventDefault();
    void open();
  });
}
addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  void open();
});

const marked = new URLSearchParams(location.search).get("mark");
if (marked && document.querySelector("article.article")) void import("./marks.js").then(({ mark }) => mark(marked));

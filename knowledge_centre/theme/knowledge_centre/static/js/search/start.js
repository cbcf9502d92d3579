/** On every page: opens search when someone reaches for it, and marks what a search found. Nothing else is fetched. */

const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
/** Where a reader's browser keeps that "?" does nothing. */
const OFF = "knowledge-centre-no-question-mark";
const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The address of the search page, as the page's own link has it. */
function searchPage() {
  const link = document.querySelector("a.search-open");
  return link instanceof HTMLAnchorElement ? link.href : new URL("search.html", root).href;
}

/** Shows the list of keys. */
async function keys() {
  (await import("./keys.js")).showKeys(OFF);
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
    await dialog.open(root, searchPage(), typed, () => void keys());
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

/**
 * Whether a key is the one with this Latin letter; where the keyboard writes another script, the one in its place.
 * @param {KeyboardEvent} event
 * @param {string} letter
 */
function isLetter({ key, code }, letter) {
  return /^\p{Script=Latin}$/u.test(key) ? key.toLowerCase() === letter : code === `Key${letter.toUpperCase()}`;
}

/** Whether "?" is to list no keys. A browser that keeps nothing has not been told so. */
function isOff() {
  try {
    return Boolean(localStorage.getItem(OFF));
  } catch {
    return false;
  }
}

addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return;
  const writing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && isLetter(event, "k")) {
    event.preventDefault();
    void open();
  } else if (event.key === "?" && !writing && !event.ctrlKey && !event.metaKey) {
    if (!isOff() && !document.querySelector("dialog[open]")) void keys();
  }
});

const marked = new URLSearchParams(location.search).get("mark");
if (marked && document.querySelector("article.article")) void import("./marks.js").then(({ mark }) => mark(marked));

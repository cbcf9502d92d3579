/** On every page: opens search when someone reaches for it, and marks what a search found. Nothing else is fetched. */

const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
const apple = /Mac|iPhone|iPad/.test(navigator.platform);

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
    dialog.open(root, typed);
  } catch {
    location.assign(new URL("search.html", root));
  } finally {
    removeEventListener("keydown", keep);
  }
}

/** @param {Element | null} place */
function offer(place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "search-open";
  button.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
  button.title = apple ? "Search (⌘K)" : "Search (Ctrl+K)";
  button.innerHTML = '<svg aria-hidden="true" viewBox="0 0 24 24"><circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></svg>';
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = "Search";
  button.append(name);
  button.addEventListener("click", open);
  place?.prepend(button);
}

document.querySelectorAll(".mobile-header .header-right, .content-icon-container").forEach(offer);
addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  void open();
});

const marked = new URLSearchParams(location.search).get("mark");
if (marked && document.querySelector("[data-pagefind-body]")) void import("./marks.js").then(({ mark }) => mark(marked));

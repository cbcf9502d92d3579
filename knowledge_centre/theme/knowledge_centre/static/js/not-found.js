/** The page for addresses that lead nowhere: offers the articles that the words of the address are about. */

const box = /** @type {HTMLInputElement} */ (document.getElementById("not-found-query"));
/** There is none on a site without articles. */
const near = document.getElementById("not-found-near");
const root = new URL(document.documentElement.dataset.content_root ?? "/", location.href);

async function start() {
  // What search needs is fetched once the page is there.
  const { similarArticles, wordsOfPath } = await import("./search/similar.js");
  const q = wordsOfPath(location.pathname, root).join(" ");
  if (!q) return;
  if (!box.value) box.value = q;
  if (!near) return;
  const found = await similarArticles(q, root);
  near.querySelector("ol")?.replaceChildren(...found);
  near.hidden = !found.length;
}

// Where the index cannot be fetched, the rest of the page is enough.
start().catch(() => {}).finally(() => document.documentElement.classList.remove("is-looking"));

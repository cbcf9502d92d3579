/** Opens what a page asks: the index of its own site, those of several, or a server. */

import { Index } from "./index.js";

/**
 * @param {URL} root of the site
 * @returns {Promise<Index>}
 */
export async function openIndex(root) {
  const { server, sites } = document.getElementById("search-dialog")?.dataset ?? {};
  const own = new Index(root);
  try {
    if (server) return new (await import("./readthedocs.js")).ReadTheDocs(root, server);
    if (sites) return new (await import("./sites.js")).Sites(root, JSON.parse(sites));
  } catch {
    // The own site answers alone, and says so. Browsers ask for a module once.
    own.partial = true;
    own.again = () => location.reload();
  }
  return own;
}

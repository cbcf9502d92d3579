/** Opens what a page asks: the index of its own site, those of several, or a server. */

import { Index } from "./index.js";

/**
 * @param {URL} root of the site
 * @returns {Promise<Index>}
 */
export async function openIndex(root) {
  const { server, sites } = document.getElementById("search-dialog")?.dataset ?? {};
  if (server) return new (await import("./readthedocs.js")).ReadTheDocs(root, server);
  return sites ? new (await import("./sites.js")).Sites(root, JSON.parse(sites)) : new Index(root);
}

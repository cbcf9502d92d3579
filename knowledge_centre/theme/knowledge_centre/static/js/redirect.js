/**
 * The page at an old address: leads on with the question and the place that the address had.
 *
 * A classic script, as it says where to in its own element. Without JavaScript the page leads on by itself.
 */

const to = document.currentScript?.dataset.to;
if (to) {
  location.replace(to + location.search + location.hash);
}

/** Opens a picture of a text over the page, as large as it is. Where this does not run, its link leads to the picture. */

const PICTURE = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

for (const link of document.querySelectorAll(".prose a.image-reference")) {
  const shown = link.querySelector("img");
  if (!(link instanceof HTMLAnchorElement) || !shown || !PICTURE.test(link.pathname)) continue; // it leads elsewhere
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.href, shown);
  });
}

/**
 * @param {string} address
 * @param {HTMLImageElement} shown
 */
function open(address, shown) {
  const dialog = document.createElement("dialog");
  dialog.className = "picture-dialog";
  dialog.setAttribute("aria-label", "Picture");
  const picture = document.createElement("img");
  picture.className = shown.className.replace(/\bwidth-\S+/g, ""); // the size that it has in the text
  picture.alt = shown.alt;
  picture.src = address;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  dialog.append(close, picture);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal(); // closing gives the focus back to the link
}

/**
 * Share: copies the address, offers the browser's own share sheet, and fills in the links on a site that
 * does not know its address.
 */

const section = document.querySelector(".share");
if (section instanceof HTMLElement) {
  share(section, section.dataset.shareTitle ?? document.title);
}

/**
 * @param {HTMLElement} section
 * @param {string} title
 */
function share(section, title) {
  const url = pageAddress();
  const status = /** @type {HTMLElement} */ (section.querySelector(".share-status"));

  /** @type {Record<string, string>} */
  const links = {
    email: `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`,
    linkedin: `https://www.linkedin.com/sharing/share-offsite/?url=${encodeURIComponent(url)}`,
    x: `https://x.com/intent/post?text=${encodeURIComponent(title)}&url=${encodeURIComponent(url)}`,
  };
  for (const [name, href] of Object.entries(links)) {
    const link = section.querySelector(`a[data-share="${name}"]`); // a site may have taken any of them away
    if (link instanceof HTMLAnchorElement) {
      link.href = href;
      show(link);
    }
  }

  offer("copy", () => copy(url, status));
  if (typeof navigator.share === "function") {
    offer("native", () => navigator.share({ title, url }).catch(() => undefined));
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  function offer(name, act) {
    const button = section.querySelector(`button[data-share="${name}"]`);
    if (button instanceof HTMLButtonElement) {
      button.addEventListener("click", act);
      show(button);
    }
  }
}

/** The canonical address where the page has one, else the one in the address bar. */
function pageAddress() {
  const canonical = document.querySelector('link[rel="canonical"]');
  return canonical instanceof HTMLLinkElement ? canonical.href : location.href.replace(/[#?].*$/, "");
}

/**
 * @param {string} url
 * @param {HTMLElement} status
 */
async function copy(url, status) {
  try {
    await navigator.clipboard.writeText(url);
    status.textContent = "Link copied.";
  } catch {
    status.textContent = `The browser did not allow copying. The address is ${url}`;
  }
}

/** @param {HTMLElement} control */
function show(control) {
  control.closest("li")?.removeAttribute("hidden");
}

/** Offers to go on where a reader stopped in a long article. Which articles and where is kept in this browser alone. */

import { isPlace, kept, placeAt } from "./places.js";

/** @typedef {import("./places.js").Place} Place */

const KEY = "reading";
/** How many screens an article has at least: in a shorter one a place is found at a glance. */
const LONG = 4;

const body = document.querySelector(".article-body");
if (body instanceof HTMLElement && body.offsetHeight > LONG * innerHeight) follow(body, location.pathname);

/**
 * @param {HTMLElement} body
 * @param {string} path
 */
function follow(body, path) {
  const before = read().find((place) => place.path === path);
  const [arrival] = performance.getEntriesByType("navigation");
  const isNew = arrival instanceof PerformanceNavigationTiming && arrival.type === "navigate";
  const bar = before && isNew && !location.hash && !location.search ? offer(body, before) : undefined;
  let finished = false;

  addEventListener("scroll", () => {
    finished ||= body.getBoundingClientRect().bottom <= innerHeight;
    if (scrollY > innerHeight) bar?.remove();
  }, { passive: true });

  const leave = () => {
    if (finished) keep(path);
    else if (scrollY > innerHeight) keep(path, { path, ...placeAt(boxes(body), line()) });
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
}

/** Where the eye is: how far below the upper edge, in pixels. */
function line() {
  return innerHeight / 4;
}

/** @param {HTMLElement} body */
function boxes(body) {
  return [body, ...body.querySelectorAll("section[id]")].map((one) => {
    const { top, height } = one.getBoundingClientRect();
    return { section: one === body ? "" : one.id, top, height };
  });
}

/**
 * @param {HTMLElement} body
 * @param {Place} place
 */
function offer(body, { path, section, part }) {
  const target = section ? document.getElementById(section) : body;
  if (!target) return undefined; // the article is another one now
  const bar = document.createElement("aside");
  bar.className = "resume";
  bar.setAttribute("aria-label", "Where you stopped");
  const link = document.createElement("a");
  link.href = `#${section || "content"}`;
  const heading = section && target.querySelector("h2, h3, h4, h5, h6")?.textContent;
  link.textContent = heading ? `Go on at “${heading.trim()}”` : "Go on where you stopped";
  link.addEventListener("click", () => {
    bar.remove();
    requestAnimationFrame(() => { // once the link has led to the section
      const { top, height } = target.getBoundingClientRect();
      scrollTo({ top: scrollY + top + part * height - line() });
    });
  });
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Start anew";
  close.addEventListener("click", () => {
    keep(path);
    bar.remove();
  });
  bar.append(link, close);
  body.before(bar);
  return bar;
}

/** @returns {Place[]} the latest first; a browser may keep nothing, and others may have written there */
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isPlace) : [];
  } catch {
    return [];
  }
}

/**
 * @param {string} path
 * @param {Place} [place] where it is read to; nothing forgets it
 */
function keep(path, place) {
  const places = kept(read(), path, place);
  try {
    if (places.length) localStorage.setItem(KEY, JSON.stringify(places));
    else localStorage.removeItem(KEY);
  } catch {
    // it is not kept then
  }
}

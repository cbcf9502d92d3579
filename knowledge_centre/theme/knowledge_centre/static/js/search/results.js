/** The list of results on the search page: titles at once, passages when they come near the view, more when asked for. */

import { show } from "./excerpt.js";
import { articles } from "./status.js";
import { addPassage, element, resultOf } from "./view.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./answer.js").Result} Result */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./status.js").Listed} Listed */

/** How many results are shown at once. */
const PAGE = 20;
/** Where fewer are listed, some of the rest are shown below the line, up to this many in all. */
const FEW = 10;
/** Of how many the titles are fetched first: as many as are in view. The others come behind the passages of these. */
const IN_VIEW = 4;
/** How many milliseconds later, if those took as long: until the page was painted, which says whose passages are wanted. */
const PAINTED = 50;
/** How near to the view a result is when its passage is fetched. */
const NEAR = "200px";

export class Results {
  /**
   * @param {Index} index
   * @param {HTMLElement} list
   * @param {HTMLButtonElement} more
   * @param {(whole: boolean, first?: HTMLElement) => void} grown is told whether all came that were asked for besides, and their first
   */
  constructor(index, list, more, grown) {
    this.index = index;
    this.list = list;
    this.more = more;
    /** @type {Result[]} */
    this.all = [];
    this.shown = 0;
    /** The number of the latest answer: nothing is added to the list for earlier ones. */
    this.latest = 0;
    /** The number of the answer of which more are on their way: they are not asked for twice. */
    this.growing = 0;
    more.addEventListener("click", async () => {
      if (this.growing === this.latest) return;
      this.growing = this.latest;
      const from = this.links().length;
      const whole = await this.grow(this.next());
      if (whole === undefined) return;
      this.growing = 0;
      grown(whole, this.links()[from]);
    });
  }

  links() {
    return /** @type {NodeListOf<HTMLAnchorElement>} */ (this.list.querySelectorAll(".search-result-link"));
  }

  clear() {
    this.latest += 1;
    this.list.replaceChildren();
    this.more.hidden = true;
  }

  /**
   * @param {Answer} answer
   * @param {Listed} listed
   * @param {number} wanted how many were shown before, where someone comes back
   * @returns {Promise<boolean | undefined>} as grow() has it
   */
  async open(answer, listed, wanted) {
    this.latest += 1;
    this.more.hidden = true;
    this.answer = answer;
    this.listed = listed;
    this.all = [...listed.listed, ...listed.rest];
    this.shown = 0;
    this.observer?.disconnect();
    this.observer = new IntersectionObserver((entries) => void this.near(entries), { rootMargin: NEAR });
    /** @type {WeakMap<Element, Result>} */
    this.resultOf = new WeakMap();
    const first = Math.max(wanted, listed.listed.length < FEW ? FEW : Math.min(PAGE, listed.listed.length));
    return this.grow(Math.min(first, this.all.length));
  }

  /** How many there will be once more are shown: first all that are listed, then the rest. */
  next() {
    const listed = this.listed?.listed.length ?? 0;
    return Math.min(this.shown + PAGE, this.shown < listed ? listed : this.all.length);
  }

  /**
   * Each is shown as soon as it and those before it are there.
   * @param {number} to how many there are to be
   * @returns {Promise<boolean | undefined>} whether all came; nothing where they are no longer wanted
   */
  async grow(to) {
    const { answer, index, listed, latest } = this;
    if (!answer || !listed) return undefined;
    const results = this.all.slice(this.shown, to);
    const load = (/** @type {Result} */ result) => show(result, answer, index, false).catch(() => undefined);
    const first = this.shown ? results.length : IN_VIEW;
    const begun = performance.now();
    const coming = results.slice(0, first).map(load);
    let whole = true;
    if (!this.shown && !results.length) this.list.replaceChildren();
    for (const [number, result] of results.entries()) {
      if (number === first) {
        if (performance.now() - begun > PAINTED) await new Promise((resolve) => setTimeout(resolve, PAINTED));
        coming.push(...results.slice(first).map(load));
      }
      const shown = await coming[number];
      if (latest !== this.latest) return undefined;
      if (!this.shown) this.list.replaceChildren();
      const below = this.shown >= listed.listed.length;
      if (number && this.shown === listed.listed.length) this.list.append(divider(listed.rest.length));
      this.shown += 1;
      whole &&= shown !== undefined;
      if (!shown) continue;
      const entry = resultOf(shown, answer.wordsToMark, "search-result");
      if (below) lower(entry);
      this.list.append(entry);
      this.resultOf?.set(entry, result);
      this.observer?.observe(entry);
    }
    if (this.shown === listed.listed.length && listed.rest.length) this.list.append(divider(listed.rest.length));
    this.more.hidden = this.shown >= this.all.length;
    return whole;
  }

  /**
   * Adds the passages of results that are in view, or nearly.
   * @param {IntersectionObserverEntry[]} entries
   */
  async near(entries) {
    const { answer, index, observer } = this;
    for (const { isIntersecting, target } of entries) {
      const result = this.resultOf?.get(target);
      if (!isIntersecting || !answer || !result) continue;
      observer?.unobserve(target);
      show(result, answer, index, true).then((shown) => addPassage(/** @type {HTMLElement} */ (target), shown), () => {});
    }
  }
}

/**
 * The line below those that have all of the words, or nearly all.
 * @param {number} rest how many have some of them
 */
function divider(rest) {
  const item = element("li", "search-line");
  item.append(element("h2", "", "Some of the words"), element("p", "", `${articles(rest)} more, best first.`));
  return item;
}

/**
 * Below the line, titles are headings of the next level.
 * @param {HTMLElement} entry
 */
function lower(entry) {
  const title = entry.querySelector("h2");
  if (!title) return;
  const heading = element("h3", title.className);
  heading.dir = title.dir;
  heading.append(...title.childNodes);
  title.replaceWith(heading);
}

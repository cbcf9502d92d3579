/**
 * Which article answers best: the scores of the words are added up.
 *
 * Pagefind scores an article for one word by BM25. The sum over all words of a question, each as often as it was typed,
 * is BM25 of the whole question (Robertson and Zaragoza 2009, 3.4).
 */

/**
 * What one word found, or one phrase.
 * @typedef {object} Found
 * @property {number} weight how often it was typed; less for a word of a synonym
 * @property {boolean} required false for the words of a synonym, and for the single words of a phrase
 * @property {number} articles how many have it
 * @property {Map<string, Hit>} hits by the article's id
 */

/** @typedef {{score: number, places: number[], inTitle: boolean}} Hit */

/**
 * One article that was found.
 * @typedef {object} Ranked
 * @property {string} id
 * @property {number} score
 * @property {number} words how many of the required words it has
 * @property {Map<number, number>} places in its text where words were found, and how rare each of those is
 */

/** The bonus for a title that has all the words, as a share of what those are worth. */
const TITLE = 0.5;
/** The bonus for having every word, as a share of the score. */
const EVERY = 0.25;

/**
 * @param {Found[]} found
 * @param {number} total articles in all
 * @returns {Ranked[]} best first
 */
export function fuse(found, total) {
  const required = found.filter((one) => one.required);
  const idfs = found.map((one) => idf(one.articles, total));
  const all = required.reduce((sum, one) => sum + idf(one.articles, total), 0);
  /** @type {Map<string, Ranked & {title: number}>} */
  const ranked = new Map();
  found.forEach((one, number) => {
    const rarity = idfs[number] ?? 0;
    for (const [id, hit] of one.hits) {
      let entry = ranked.get(id);
      if (!entry) ranked.set(id, (entry = { id, score: 0, words: 0, places: new Map(), title: 0 }));
      entry.score += hit.score * one.weight;
      if (one.required) entry.words += 1;
      if (hit.inTitle) entry.title += rarity;
      for (const place of hit.places) entry.places.set(place, Math.max(entry.places.get(place) ?? 0, rarity));
    }
  });
  for (const entry of ranked.values()) {
    const share = all ? Math.min(1, entry.title / all) : 0;
    entry.score += TITLE * share * share * all;
    if (required.length > 1 && entry.words === required.length) entry.score *= 1 + EVERY;
  }
  return [...ranked.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/**
 * How rare a word is (Robertson and Spärck Jones's weight, never negative).
 * @param {number} articles that have it
 * @param {number} total
 */
export function idf(articles, total) {
  return Math.log(1 + (total - articles + 0.5) / (articles + 0.5));
}

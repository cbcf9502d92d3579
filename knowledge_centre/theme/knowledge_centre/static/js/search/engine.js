/** From a question to its answer: words are found, mended or completed, then ranked, chosen and put in order. */

import { FACETS } from "./address.js";
import { isAsking, parse, wordsOf } from "./query.js";
import { fuse } from "./ranking.js";
import { completions, nearest } from "./spelling.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./ranking.js").Found} Found */
/** @typedef {import("./ranking.js").Ranked} Ranked */

/**
 * @typedef {object} Answer
 * @property {Ranked[]} results
 * @property {Ranked[]} unfiltered the results before any facet was chosen
 * @property {Map<string, string>} mended words that the site never uses, and those that were looked for instead
 * @property {string[]} unknown words that the site never uses and that none of its own is near to
 * @property {string[]} marked the words to mark in an article
 */

/** How many ends are tried for a word that is only begun. */
const ENDS = 5;
/** The results whose titles are looked at: a page of them. */
const FIRST = 10;
/** What a word counts that stands for another. */
const STAND_IN = 0.6;

/**
 * @param {Question} question
 * @param {Index} index
 * @returns {Promise<Answer>}
 */
export async function ask(question, index) {
  const query = parse(question.q);
  const { articles: total, synonyms } = await index.site();
  /** @type {Map<string, string>} */
  const mended = new Map();
  /** @type {Found[]} */
  const found = await Promise.all([...query.words].map(([word, count]) => find(word, count, index, mended)));
  for (const word of alternatives(query, synonyms)) found.push(await lookUp(word, STAND_IN, false, index));
  const phrases = await Promise.all(query.phrases.map((phrase) => index.search(`"${phrase}"`)));
  for (const hits of phrases) found.push({ weight: 1, required: true, articles: hits.size, hits });
  // Pagefind scores no phrase, so its words say which article is most about it.
  const spoken = query.phrases.flatMap((phrase) => phrase.split(" ")).filter((word) => !isAsking(word));
  found.push(...(await Promise.all(spoken.map((word) => lookUp(word, 1, false, index)))));
  const excluded = await Promise.all(query.excluded.map((word) => index.search(`"${word}"`)));

  const asked = query.words.size + query.phrases.length > 0;
  /** @type {Ranked[]} */
  let unfiltered = asked ? fuse(found, total) : (await index.newest()).map((id) => ({ id, score: 0, words: 0, places: new Map() }));
  const literal = unfiltered.filter(({ id }) => phrases.every((hits) => hits.has(id)));
  if (literal.length || !query.words.size) unfiltered = literal; // a phrase in a long question must not silence it
  unfiltered = unfiltered.filter(({ id }) => !excluded.some((hits) => hits.has(id)));
  const chosen = await choose(unfiltered, question.facets, index);
  const results = question.sort === "relevance" ? await titledFirst(chosen, question.q, index) : await order(chosen, question.sort, index);
  const words = [...query.words.keys()];
  const marked = [...new Set([...words.map((word) => mended.get(word) ?? word), ...spoken])];
  const unknown = words.filter((_, number) => !found[number]?.articles);
  const ordered = new Map(words.flatMap((word) => (mended.has(word) ? [[word, mended.get(word) ?? ""]] : [])));
  return { results, unfiltered, mended: ordered, unknown, marked };
}

/**
 * What a word finds: itself, else the words it begins, else the word it is a misspelling of, else nothing.
 * @param {string} word
 * @param {number} count
 * @param {Index} index
 * @param {Map<string, string>} mended
 * @returns {Promise<Found>}
 */
async function find(word, count, index, mended) {
  const [exact] = await Promise.all([index.search(`"${word}"`), index.search(word)]);
  if (exact.size) return lookUp(word, count, true, index, exact.size);
  const near = await index.words(word);
  const ends = completions(word, near).slice(0, ENDS);
  if (ends.length) return merge(ends, count, index);
  let right = nearest(word, near)[0];
  // The first two letters swapped, or one too many in front.
  if (!right) right = nearest(word, await index.words(word.slice(1)))[0];
  if (!right) return { weight: count, required: true, articles: 0, hits: new Map() };
  mended.set(word, right);
  return lookUp(right, count, true, index);
}

/**
 * @param {string} word
 * @param {number} weight
 * @param {boolean} required
 * @param {Index} index
 * @param {number} [articles]
 * @returns {Promise<Found>}
 */
async function lookUp(word, weight, required, index, articles) {
  const hits = await index.search(word);
  return { weight, required, articles: articles ?? hits.size, hits };
}

/**
 * What several words find as if they were one: an article counts its best.
 * @param {string[]} words
 * @param {number} weight
 * @param {Index} index
 * @returns {Promise<Found>}
 */
async function merge(words, weight, index) {
  /** @type {Found["hits"]} */
  const hits = new Map();
  for (const found of await Promise.all(words.map((word) => index.search(word)))) {
    for (const [id, hit] of found) if ((hits.get(id)?.score ?? -1) < hit.score) hits.set(id, hit);
  }
  return { weight, required: true, articles: hits.size, hits };
}

/**
 * The words of the other names of what is asked for.
 * @param {import("./query.js").Query} query
 * @param {string[][]} synonyms groups of names for the same thing, normalised
 */
export function alternatives(query, synonyms) {
  /** @type {Set<string>} */
  const others = new Set();
  for (const group of synonyms) {
    if (!group.some((name) => name.split(" ").every((word) => query.all.has(word)))) continue;
    for (const word of group.flatMap((name) => name.split(" "))) if (!query.all.has(word) && !isAsking(word)) others.add(word);
  }
  return others;
}

/**
 * The results that have a chosen value of every facet that any is chosen of.
 * @param {Ranked[]} results
 * @param {Record<string, string[]>} facets
 * @param {Index} index
 * @param {string} [except] a facet to leave out of account
 */
export async function choose(results, facets, index, except) {
  const chosen = FACETS.filter((facet) => facet !== except && facets[facet]?.length);
  const sets = await Promise.all(
    chosen.map((facet) => Promise.all((facets[facet] ?? []).map((value) => index.having(facet, value)))),
  );
  return results.filter(({ id }) => sets.every((values) => values.some((having) => having.has(id))));
}

/**
 * An article whose title is just what was typed comes first. Looks at those that are shown first in any case.
 * @param {Ranked[]} results best first
 * @param {string} typed
 * @param {Index} index
 */
async function titledFirst(results, typed, index) {
  const wanted = wordsOf(typed).join(" ");
  if (!wanted) return results;
  const first = results.slice(0, FIRST);
  const titles = await Promise.all(first.map(async ({ id }) => wordsOf((await index.article(id)).meta["title"] ?? "").join(" ")));
  const exact = first.filter((_, place) => titles[place] === wanted);
  return [...exact, ...results.filter((result) => !exact.includes(result))];
}

/**
 * @param {Ranked[]} results
 * @param {string} sort
 * @param {Index} index
 */
async function order(results, sort, index) {
  const place = new Map((await index.newest()).map((id, number) => [id, number]));
  const sign = sort === "newest" ? 1 : -1;
  return [...results].sort((a, b) => sign * ((place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)));
}

/**
 * How many results each value of a facet would leave, whatever else of that facet is chosen.
 * @param {Answer} answer
 * @param {Question} question
 * @param {string} facet
 * @param {string[]} values
 * @param {Index} index
 * @returns {Promise<Map<string, number>>}
 */
export async function count(answer, question, facet, values, index) {
  const results = await choose(answer.unfiltered, question.facets, index, facet);
  const sets = await Promise.all(values.map((value) => index.having(facet, value)));
  return new Map(values.map((value, number) => [value, results.filter(({ id }) => sets[number]?.has(id)).length]));
}

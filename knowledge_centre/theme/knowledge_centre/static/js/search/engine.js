/** From a question to its answer: looks up its words, corrected or completed, then ranks, filters and sorts the articles. */

import { isStopWord, parse, wordsOf } from "./query.js";
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
 * @property {Map<string, string>} corrections of each misspelt word, the word that was searched for instead
 * @property {string[]} unknown words that no article uses, and that are near to none that is used
 * @property {string[]} wordsToMark in an article that is opened
 */

/** How many completions of an unfinished word are searched for. */
const MAX_COMPLETIONS = 5;
/** Among how many of the first results a title that is just what was typed is looked for. */
const FIRST = 10;
/** What a word of a synonym counts, where a word that was typed counts 1. */
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
  const corrections = new Map();
  /** @type {Found[]} */
  const found = await Promise.all([...query.words].map(([word, count]) => findWord(word, count, index, corrections)));
  for (const word of synonymWords(query, synonyms)) found.push(await lookUp(word, STAND_IN, false, index));
  const phrases = await Promise.all(query.phrases.map((phrase) => index.search(`"${phrase}"`)));
  for (const hits of phrases) found.push({ weight: 1, required: true, articles: hits.size, hits });
  // Pagefind gives phrases no score, so their words decide which article is most about them.
  const phraseWords = query.phrases.flatMap((phrase) => phrase.split(" ")).filter((word) => !isStopWord(word));
  found.push(...(await Promise.all(phraseWords.map((word) => lookUp(word, 1, false, index)))));
  const excluded = await Promise.all(query.excluded.map((word) => index.search(`"${word}"`)));

  const asked = query.words.size + query.phrases.length > 0;
  /** @type {Ranked[]} */
  let unfiltered = asked ? fuse(found, total) : (await index.newest()).map((id) => ({ id, score: 0, words: 0, places: new Map() }));
  const withPhrases = unfiltered.filter(({ id }) => phrases.every((hits) => hits.has(id)));
  // Where no article has the phrase, the other words still find some.
  if (withPhrases.length || !query.words.size) unfiltered = withPhrases;
  unfiltered = unfiltered.filter(({ id }) => !excluded.some((hits) => hits.has(id)));
  const chosen = await applyFilters(unfiltered, question.facets, index);
  const results = question.sort === "relevance" ? await exactTitleFirst(chosen, question.q, index) : await byDate(chosen, question.sort, index);
  const words = [...query.words.keys()];
  const wordsToMark = [...new Set([...words.map((word) => corrections.get(word) ?? word), ...phraseWords])];
  const unknown = words.filter((_, number) => !found[number]?.articles);
  const asTyped = new Map(words.flatMap((word) => (corrections.has(word) ? [[word, corrections.get(word) ?? ""]] : [])));
  return { results, unfiltered, corrections: asTyped, unknown, wordsToMark };
}

/**
 * What a word finds. Where no article has it: what its completions find, else what the nearest word finds, else nothing.
 * @param {string} word
 * @param {number} count
 * @param {Index} index
 * @param {Map<string, string>} corrections a misspelt word is added to them
 * @returns {Promise<Found>}
 */
async function findWord(word, count, index, corrections) {
  const [exact] = await Promise.all([index.search(`"${word}"`), index.search(word)]);
  if (exact.size) return lookUp(word, count, true, index, exact.size);
  const sameLetter = await index.words(word);
  const completed = completions(word, sameLetter).slice(0, MAX_COMPLETIONS);
  if (completed.length) return findAny(completed, count, index);
  let right = nearest(word, sameLetter)[0];
  // The mistake may be in the first letter: it and the second are swapped, or it is one too many.
  if (!right) right = nearest(word, await index.words(word.slice(1)))[0];
  if (!right) return { weight: count, required: true, articles: 0, hits: new Map() };
  corrections.set(word, right);
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
 * What any of several words finds, as if they were one word: the one with the best score counts.
 * @param {string[]} words
 * @param {number} weight
 * @param {Index} index
 * @returns {Promise<Found>}
 */
async function findAny(words, weight, index) {
  /** @type {Found["hits"]} */
  const hits = new Map();
  for (const found of await Promise.all(words.map((word) => index.search(word)))) {
    for (const [id, hit] of found) if ((hits.get(id)?.score ?? -1) < hit.score) hits.set(id, hit);
  }
  return { weight, required: true, articles: hits.size, hits };
}

/**
 * The words of all synonyms of what is asked for.
 * @param {import("./query.js").Query} query
 * @param {string[][]} synonyms groups of names for the same thing, normalised
 */
function synonymWords(query, synonyms) {
  /** @type {Set<string>} */
  const others = new Set();
  for (const group of synonyms) {
    if (!group.some((name) => name.split(" ").every((word) => query.all.has(word)))) continue;
    for (const word of group.flatMap((name) => name.split(" "))) if (!query.all.has(word) && !isStopWord(word)) others.add(word);
  }
  return others;
}

/**
 * The results that pass the filters: of each facet in which values are chosen, they have at least one.
 * @param {Ranked[]} results
 * @param {Record<string, string[]>} facets
 * @param {Index} index
 * @param {string} [except] a facet whose chosen values filter nothing
 */
async function applyFilters(results, facets, index, except) {
  const chosen = Object.keys(facets).filter((facet) => facet !== except && facets[facet]?.length);
  const sets = await Promise.all(
    chosen.map((facet) => Promise.all((facets[facet] ?? []).map((value) => index.articlesWith(facet, value)))),
  );
  return results.filter(({ id }) => sets.every((values) => values.some((articles) => articles.has(id))));
}

/**
 * Puts an article first whose title is just what was typed, where it is among the first results already.
 * @param {Ranked[]} results best first
 * @param {string} typed
 * @param {Index} index
 */
async function exactTitleFirst(results, typed, index) {
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
async function byDate(results, sort, index) {
  const place = new Map((await index.newest()).map((id, number) => [id, number]));
  const sign = sort === "newest" ? 1 : -1;
  return [...results].sort((a, b) => sign * ((place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)));
}

/**
 * How many results each value of a facet would leave if it were the only one chosen in that facet.
 * @param {Answer} answer
 * @param {Question} question
 * @param {string} facet
 * @param {string[]} values
 * @param {Index} index
 * @returns {Promise<Map<string, number>>}
 */
export async function count(answer, question, facet, values, index) {
  const results = await applyFilters(answer.unfiltered, question.facets, index, facet);
  const sets = await Promise.all(values.map((value) => index.articlesWith(facet, value)));
  return new Map(values.map((value, number) => [value, results.filter(({ id }) => sets[number]?.has(id)).length]));
}

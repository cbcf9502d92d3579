/** From a question to its answer: what its words find, ranked, narrowed, put in order. */

import { isFiltered } from "./address.js";
import { inOrder } from "./answer.js";
import { narrow } from "./facets.js";
import { Lookup, NEAR_WORDS } from "./lookup.js";
import { nearness } from "./nearness.js";
import { behindMinus, MANY, parse, wordsOf } from "./question.js";
import { Ranking } from "./ranking.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./facets.js").Facet} Facet */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./lookup.js").Unit} Unit */
/** @typedef {import("./ranking.js").Term} Term */

/** What a word of a synonym counts, where a word that was typed counts 1. */
const STAND_IN = 0.6;
/** In how many articles it is looked at which words are near each other, how many bytes may be fetched for it, and what it counts. */
const NEAR_ARTICLES = 30;
const NEAR_BYTES = 18_000;
const NEAR = 0.3;
/** How many of the first heads are fetched beside places: with two files of those, what browsers ask of a host at once. */
const FIRST = 4;
/** How many titles are compared with what was typed, and the bonus for one that says nothing else. */
const TITLES = 20;
const LITTLE_ELSE = 0.4;

/**
 * @param {Question} question
 * @param {Index} index
 * @returns {Promise<Answer>}
 */
export async function ask(question, index) {
  if (index.server) return index.server.ask(question);
  index.begin();
  const answer = await answerOf(question, index);
  // What is missing may have another name by now.
  return index.stale && (await index.renew().catch(() => false)) ? answerOf(question, index) : answer;
}

/**
 * @param {Question} question
 * @param {Index} index
 * @returns {Promise<Answer>}
 */
async function answerOf(question, index) {
  const { q, sort } = question;
  const directory = await index.directory();
  const lookup = new Lookup(index);
  const coming = chosenFacets(question, lookup);
  const minus = behindMinus(q);
  const parsed = parse(q, await leftOut(minus.words, lookup));
  const [looked, phrases, excluded] = await Promise.all([
    lookup.words(parsed.words, parsed.phrases.length > 0),
    Promise.all(parsed.phrases.map(({ phrase }) => lookup.phrase(phrase))),
    Promise.all(parsed.excluded.map((one) => lookup.excluded(one))),
  ]);
  // Signs say something only where the site has them.
  const units = looked.filter(({ word, parts }) => !word.isSign || parts.length);

  const ranking = new Ranking(directory, units.length + phrases.length);
  const standIns = await synonyms(units, lookup, ranking);
  for (const unit of units) ranking.add(unit);
  for (const hits of phrases) ranking.add({ parts: [{ forms: [], hits }], wholes: [], count: 1, also: [] });
  const phraseTerms = await wordsOfPhrases(parsed.phrases, lookup);
  for (const term of phraseTerms) ranking.score(term, 1);

  const out = new Set(excluded.flatMap((articles) => [...articles]));
  const demanded = units.length > MANY ? [] : phrases;
  const every = q === "" && isFiltered(question);
  let found = every ? [...ranking.scores.keys()].reverse() : ranking.best((one) => !out.has(one) && demanded.every((hits) => hits.has(one)));
  // Where no article has the phrase, the other words still find some.
  if (!found.length && units.length && demanded.length) found = ranking.best((one) => !out.has(one));
  found = await nearFirst(found, units, lookup, ranking);
  found = await titleFirst(found, q, units, lookup, ranking);

  const unfiltered = found.map((number) => {
    const { [number]: score = 0 } = ranking.scores;
    return { number, score, has: ranking.has[number] ?? 0 };
  });
  const facets = await coming;
  const results = inOrder(narrow(unfiltered, question, facets, directory.years), sort);
  const terms = [...units.flatMap(({ parts, wholes }) => [...parts, ...wholes]), ...phraseTerms];
  const formsOf = (/** @type {Term} */ { forms }) => forms.map(([form]) => form.term);
  return {
    results,
    unfiltered,
    units: [...units.map(({ word }) => word.typed), ...parsed.phrases.map(({ typed }) => `"${typed}"`)],
    facets,
    corrections: lookup.corrections,
    completed: lookup.completed,
    unknown: units.filter(({ parts, wholes }) => !parts.length && !wholes.length).map(({ word }) => word.typed),
    excluded: parsed.excluded.map(({ typed }) => typed),
    options: minus.options.concat(parsed.excluded.length ? [] : minus.words),
    asTyped: asTyped(q, parsed.words, lookup),
    withoutMinus: parsed.withoutMinus,
    missing: lookup.missing || index.partial,
    nothing: q !== "" && !units.length && !phrases.length,
    wordsToMark: [...new Set(terms.flatMap(formsOf))],
    worth: new Map([...standIns, ...terms].flatMap((term, number) => formsOf(term).map((form) => [form, (term.worth ?? 0) + number / 1e6]))),
  };
}

/**
 * The facets in which something is chosen, but for those that do not come.
 * @param {Question} question
 * @param {Lookup} lookup
 */
async function chosenFacets({ facets }, lookup) {
  /** @type {Record<string, Facet>} */
  const found = {};
  const fetched = async (/** @type {string} */ name) => {
    const facet = await lookup.try(lookup.index.facet(name), undefined);
    if (facet) found[name] = facet;
  };
  await Promise.all(Object.keys(facets).filter((name) => facets[name]?.length).map(fetched));
  return found;
}

/**
 * The words behind a minus, unless the site has one of them with the minus: then they are options of a command.
 * @param {string[]} words
 * @param {Lookup} lookup
 */
async function leftOut(words, lookup) {
  const terms = words.map((word) => wordsOf(`-${word.slice(1)}`)[0]?.strict[0]?.term ?? "");
  const forms = await Promise.all(terms.map((term) => lookup.forms(term)));
  return forms.flat().length ? [] : words;
}

/**
 * Adds what other names of what is asked for find. An article that has all of another name has the words of the name.
 * @param {Unit[]} units
 * @param {Lookup} lookup
 * @param {Ranking} ranking
 * @returns {Promise<Term[]>}
 */
async function synonyms(units, lookup, ranking) {
  const { synonyms } = await lookup.index.directory();
  const termsOf = (/** @type {Unit} */ { word }) => [...word.parts, ...word.wholes];
  const typed = new Set(units.flatMap(termsOf));
  /** @type {Map<string, Term>} */
  const found = new Map();
  for (const group of synonyms) {
    const asked = group.filter((name) => name.every((term) => typed.has(term)));
    if (!asked.length) continue;
    const named = units.filter((unit) => termsOf(unit).some((term) => asked.flat().includes(term)));
    for (const name of group.filter((one) => !asked.includes(one))) {
      const all = new Uint8Array(ranking.articles);
      for (const part of name) {
        const isNew = !typed.has(part) && !found.has(part);
        const forms = await lookup.forms(part);
        /** @type {Term} */
        const term = { forms: forms.map((form) => [form, 1]) };
        ranking.score(term, isNew ? STAND_IN : 0);
        for (let one = 0; one < all.length; one++) if (ranking.counts[one]) all[one] = (all[one] ?? 0) + 1;
        if (isNew) found.set(part, term);
      }
      const has = all.map((count) => Number(count === name.length));
      for (const unit of named) unit.also.push(has);
    }
  }
  return [...found.values()];
}

/**
 * A phrase says which articles; its words say which of those is most about it.
 * @param {import("./question.js").Question["phrases"]} phrases
 * @param {Lookup} lookup
 * @returns {Promise<Term[]>}
 */
async function wordsOfPhrases(phrases, lookup) {
  const { stopWords } = await lookup.index.directory();
  const terms = new Set(phrases.flatMap(({ phrase }) => phrase.map(({ term }) => term)).filter((term) => !stopWords.has(term)));
  const forms = await Promise.all([...terms].map((term) => lookup.forms(term)));
  return forms.map((some, number) => ({ forms: some.filter(({ term }) => [...terms][number] === term).map((form) => [form, 1]) }));
}

/**
 * Puts those of the first articles before others in which few words stand near each other, in the order of the question.
 * @param {number[]} found best first
 * @param {Unit[]} units
 * @param {Lookup} lookup
 * @param {Ranking} ranking
 */
async function nearFirst(found, units, lookup, ranking) {
  const terms = units.flatMap(({ parts }) => parts).filter(({ forms }) => forms.length);
  if (terms.length < 2 || terms.length > NEAR_WORDS) return found;
  const first = new Set(found.slice(0, NEAR_ARTICLES));
  const isFirst = (/** @type {number} */ one) => first.has(one);
  const words = [];
  let bytes = 0;
  for (const term of terms) {
    const forms = term.forms.map(([form]) => form);
    const more = await lookup.index.cost(forms, isFirst);
    if (bytes + more > NEAR_BYTES) continue;
    bytes += more;
    words.push({ forms, worth: term.worth ?? 0 });
  }
  const coming = Promise.all(words.map(({ forms }) => lookup.try(lookup.index.places(forms, isFirst), new Map())));
  // What is wanted of these next comes beside their places, not after them.
  await lookup.index.directory();
  for (const article of [...maybeTyped(found, ranking), ...found].slice(0, FIRST)) lookup.index.head(article).catch(() => {});
  const places = await coming;
  for (const article of first) {
    for (let number = 1; number < words.length; number++) {
      const worth = Math.min(words[number - 1]?.worth ?? 0, words[number]?.worth ?? 0);
      const near = nearness(places[number - 1]?.get(article) ?? [], places[number]?.get(article) ?? []);
      ranking.scores[article] = (ranking.scores[article] ?? 0) + NEAR * worth * near;
    }
  }
  return [...ranking.sorted([...first]), ...found.slice(first.size)];
}

/**
 * Puts an article first whose title is just what was typed; and those before others whose titles say little besides.
 * @param {number[]} found best first
 * @param {string} q
 * @param {Unit[]} units
 * @param {Lookup} lookup
 * @param {Ranking} ranking
 */
async function titleFirst(found, q, units, lookup, ranking) {
  if (units.length > MANY && !found.some((article) => ranking.isTitled(article, 0.999))) return found;
  const wanted = titleOf(q);
  const exact = new Set();
  await Promise.all(
    maybeTyped(found, ranking).map(async (article) => {
      const head = await lookup.try(lookup.index.head(article), undefined);
      if (titleOf(head?.t ?? "") === wanted) exact.add(article);
    }),
  );
  for (const article of titled(found, ranking)) {
    ranking.scores[article] = (ranking.scores[article] ?? 0) + LITTLE_ELSE * ranking.shareOfTitle(article) ** 2 * ranking.worth;
  }
  ranking.sorted(found);
  return [...found.filter((article) => exact.has(article)), ...found.filter((article) => !exact.has(article))];
}

/**
 * The first articles that have much of the question in their titles.
 * @param {number[]} found best first
 * @param {Ranking} ranking
 */
function titled(found, ranking) {
  return found.filter((article) => ranking.isTitled(article, 0.5)).slice(0, TITLES);
}

/**
 * Those of them whose titles may be what was typed.
 * @param {number[]} found best first
 * @param {Ranking} ranking
 */
function maybeTyped(found, ranking) {
  return titled(found, ranking).filter((article) => ranking.shareOfTitle(article) === 1);
}

/** @param {string} text */
function titleOf(text) {
  return wordsOf(text).flatMap(({ parts }) => parts).join();
}

/**
 * The question with quotation marks around all that was not taken as it was typed.
 * @param {string} q
 * @param {import("./question.js").Word[]} words
 * @param {Lookup} lookup
 */
function asTyped(q, words, { corrections, completed }) {
  let text = q;
  for (const { typed, start, end } of [...words].reverse()) {
    if (corrections.has(typed) || completed.has(typed)) text = `${text.slice(0, start)}"${typed}"${text.slice(end)}`;
  }
  return text;
}

/**
 * Words that the site has, near to those that it has not.
 * @param {Answer} answer
 * @param {Index} index
 * @returns {Promise<string[]>}
 */
export async function near({ unknown }, index) {
  if (index.server) return [];
  const { nearest } = await import("./spelling.js");
  const words = await Promise.all(unknown.map(async (typed) => {
    const [term = ""] = wordsOf(typed)[0]?.parts ?? [];
    return nearest(term, await index.spelling(term), 3).slice(0, 3);
  }));
  return words.flat();
}

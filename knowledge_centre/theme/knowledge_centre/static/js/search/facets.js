/** Filters: how many articles each value of a facet would leave, which values are offered, and what they are called. */

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./answer.js").Result} Result */
/** @typedef {{label: string, articles: number[]}} Value */
/** @typedef {Map<string, Value>} Facet by the values as addresses have them */
/** @typedef {{value: string, label: string, articles: number, chosen: boolean}} Offer */

/** How many values of a facet are offered at once. */
export const OFFERED = 8;

/**
 * The results that pass the filters: of each facet in which values are chosen, they have at least one. Values that a facet
 * does not have narrow nothing.
 * @template {{number: number}} One
 * @param {One[]} results
 * @param {Question} question
 * @param {Record<string, Facet>} facets those that are chosen from
 * @param {[number, number][]} years each with the number of its first article, the oldest first
 * @param {string} [except] a facet whose chosen values narrow nothing
 * @returns {One[]}
 */
export function narrow(results, question, facets, years, except) {
  const sets = Object.entries(question.facets).flatMap(([name, values]) => {
    const known = values.flatMap((value) => facets[name]?.get(value) ?? []);
    return known.length && name !== except ? [new Set(known.flatMap(({ articles }) => articles))] : [];
  });
  const first = question.from ? (years.find(([year]) => year >= Number(question.from))?.[1] ?? Infinity) : 0;
  const after = (question.to && years.find(([year]) => year > Number(question.to))?.[1]) || Infinity;
  return results.filter(({ number }) => number >= first && number < after && sets.every((articles) => articles.has(number)));
}

/**
 * Of a facet, how many of the results each value would leave if it were the only one chosen in that facet.
 * @param {string} name of the facet
 * @param {Record<string, Facet>} facets
 * @param {Question} question
 * @param {Result[]} results before any filter
 * @param {[number, number][]} years
 * @returns {Map<string, number>}
 */
export function count(name, facets, question, results, years) {
  const left = new Set(narrow(results, question, facets, years, name).map((result) => result.number));
  const values = [...(facets[name] ?? [])];
  return new Map(values.map(([value, { articles }]) => [value, articles.filter((number) => left.has(number)).length]));
}

/**
 * The values that are offered: those with most hits first, none without any; chosen ones stay whatever they have.
 * @param {Facet} facet
 * @param {Map<string, number>} counts
 * @param {string[]} chosen
 * @param {string} wanted what their labels are to have in them
 * @returns {{offers: Offer[], more: number, all: number}} how many more there are of those wanted; how many of all have hits
 */
export function offer(facet, counts, chosen, wanted) {
  const offers = [...facet].map(([value, { label }]) => ({ value, label, articles: counts.get(value) ?? 0, chosen: chosen.includes(value) }));
  const possible = offers.filter((one) => one.articles > 0 || one.chosen);
  possible.sort((a, b) => b.articles - a.articles || a.label.localeCompare(b.label, undefined, { numeric: true }));
  const sought = fold(wanted);
  const matching = possible.filter((one) => fold(one.label).includes(sought));
  const shown = new Set([...matching.slice(0, OFFERED), ...(sought ? [] : possible.filter((one) => one.chosen))]);
  return { offers: possible.filter((one) => shown.has(one)), more: Math.max(0, matching.length - shown.size), all: possible.length };
}

/**
 * @param {Record<string, [string, string]>} values what each is called and which articles have it, as steps in base 36
 * @returns {Facet}
 */
export function readFacet(values) {
  const all = Object.entries(values).map(([value, [label, steps]]) => {
    let number = 0;
    return /** @type {const} */ ([value, { label, articles: steps.split(" ").map((step) => (number += parseInt(step, 36))) }]);
  });
  return new Map(all);
}

/**
 * Years as a facet.
 * @param {[number, number][]} years
 * @param {number} total how many articles there are
 * @returns {Facet}
 */
export function ofYears(years, total) {
  return new Map(
    years.map(([year, first], place) => {
      const articles = Array.from({ length: (years[place + 1]?.[1] ?? total) - first }, (_, number) => first + number);
      return [String(year), { label: String(year), articles }];
    }),
  );
}

/**
 * "2024 to 2026", "from 2024", "to 2026", "2024"; nothing where any year will do.
 * @param {Question} question
 */
export function yearsInWords({ from, to }) {
  if (from && to) return from === to ? from : `${from} to ${to}`;
  return from ? `from ${from}` : to ? `to ${to}` : "";
}

/**
 * What an answer is narrowed by, each with its name and the question without it.
 * @param {Question} question
 * @param {Record<string, Facet>} facets
 * @param {Record<string, string>} names of the facets
 * @returns {{name: string, without: Question}[]}
 */
export function chosen(question, facets, names) {
  const values = Object.entries(question.facets).flatMap(([facet, some]) =>
    some.map((value) => ({
      name: `${names[facet] ?? facet}: ${facets[facet]?.get(value)?.label ?? value}`,
      without: { ...question, facets: { ...question.facets, [facet]: some.filter((one) => one !== value) } },
    })),
  );
  const years = yearsInWords(question);
  return years ? [...values, { name: `${names["year"]}: ${years}`, without: { ...question, from: "", to: "" } }] : values;
}

/**
 * The question without values that its facets do not have, and those values.
 * @param {Question} question
 * @param {Record<string, Facet>} facets those that could be fetched
 * @param {Record<string, string>} names
 * @returns {{known: Question, gone: string[]}}
 */
export function withoutGone(question, facets, names) {
  /** @type {string[]} */
  const gone = [];
  const left = Object.entries(question.facets).map(([facet, values]) => {
    const all = facets[facet];
    if (!all) return [facet, values];
    gone.push(...values.filter((value) => !all.has(value)).map((value) => `${names[facet] ?? facet}: ${value}`));
    return [facet, values.filter((value) => all.has(value))];
  });
  return { known: { ...question, facets: Object.fromEntries(left) }, gone };
}

/** @param {string} text */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Filters: what an answer is narrowed by, and what that is called. */

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./answer.js").Result} Result */
/** @typedef {{label: string, articles: number[]}} Value */
/** @typedef {Map<string, Value>} Facet by the values as addresses have them */

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
 * What is chosen, each with its name, the question without it, and whether the answer is narrowed by it.
 * @param {Question} question
 * @param {Record<string, Facet>} facets those that could be fetched: the others narrow nothing
 * @param {Record<string, string>} names of the facets
 * @returns {{name: string, without: Question, narrows: boolean}[]}
 */
export function chosen(question, facets, names) {
  const values = Object.entries(question.facets).flatMap(([facet, some]) =>
    some.map((value) => ({
      narrows: facet in facets,
      name: `${names[facet] ?? facet}: ${facets[facet]?.get(value)?.label ?? value}`,
      without: { ...question, facets: { ...question.facets, [facet]: some.filter((one) => one !== value) } },
    })),
  );
  const years = yearsInWords(question);
  return years ? [...values, { narrows: true, name: `${names["year"]}: ${years}`, without: { ...question, from: "", to: "" } }] : values;
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

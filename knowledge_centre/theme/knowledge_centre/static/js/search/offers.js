/** What is offered to narrow an answer by: how many articles each value of a facet would leave, and which are shown. */

import { narrow } from "./facets.js";
import { fold } from "./folding.js";

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./facets.js").Facet} Facet */
/** @typedef {{value: string, label: string, articles: number, chosen: boolean}} Offer */

/** How many values of a facet are offered at once. */
const OFFERED = 8;

/**
 * Of a facet, how many of the results each value would leave if it were the only one chosen in that facet.
 * @param {string} name of the facet
 * @param {Record<string, Facet>} facets
 * @param {Question} question
 * @param {{number: number}[]} results before any filter
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
  const sought = fold(wanted.trim());
  const matching = possible.filter((one) => fold(one.label).includes(sought));
  const shown = new Set([...matching.slice(0, OFFERED), ...(sought ? [] : possible.filter((one) => one.chosen))]);
  return { offers: possible.filter((one) => shown.has(one)), more: Math.max(0, matching.length - shown.size), all: possible.length };
}

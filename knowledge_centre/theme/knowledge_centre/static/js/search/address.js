/** The search page's address, which says all that is asked for, so that a search can be sent to a colleague. */

export const SORTS = /** @type {const} */ (["relevance", "newest", "oldest"]);

const YEARS = /** @type {const} */ (["from", "to"]);
const FILTERS = ["category", "tag", "author", "year", ...YEARS];

/**
 * What is asked for. The years are "" or four digits, and both are meant too.
 * @typedef {{q: string, sort: string, facets: Record<string, string[]>, from: string, to: string}} Question
 */

/**
 * A question of words alone.
 * @param {string} q
 * @returns {Question}
 */
export function plain(q) {
  return { q, sort: "relevance", facets: {}, from: "", to: "" };
}

/**
 * @param {string} search of an address, with or without its "?"
 * @param {string[]} facets that the site can be searched by
 * @returns {Question}
 */
export function readAddress(search, facets) {
  const parameters = new URLSearchParams(search);
  const sort = parameters.get("sort") ?? "";
  const ends = facets.includes("year") ? YEARS : [];
  const [from = "", to = ""] = ends.map((name) => /^\d{4}$/.exec(parameters.get(name) ?? "")?.[0]);
  return {
    q: (parameters.get("q") ?? "").trim(),
    sort: SORTS.some((one) => one === sort) ? sort : "relevance",
    facets: Object.fromEntries(
      facets.map((facet) => [facet, [...new Set(parameters.getAll(facet).filter((value) => value !== ""))]]),
    ),
    ...(from && to && from > to ? { from: to, to: from } : { from, to }),
  };
}

/**
 * The shortest address that asks the same.
 * @param {Question} question
 * @returns {string} "" or "?…"
 */
export function writeAddress(question) {
  const parameters = new URLSearchParams();
  if (question.q) parameters.set("q", question.q);
  for (const [facet, values] of Object.entries(question.facets)) {
    for (const value of values) parameters.append(facet, value);
  }
  for (const end of YEARS) if (question[end]) parameters.set(end, question[end]);
  if (question.sort !== "relevance") parameters.set("sort", question.sort);
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/**
 * The filters of an address that say nothing where there are none.
 * @param {string} search
 * @param {string[]} facets
 */
export function leftOut(search, facets) {
  const parameters = new URLSearchParams(search);
  return facets.length ? [] : FILTERS.filter((name) => parameters.get(name));
}

/**
 * The same words, in the same order, of all articles.
 * @param {Question} question
 * @returns {Question}
 */
export function unfiltered(question) {
  return { ...plain(question.q), sort: question.sort };
}

/** @param {Question} question */
export function isFiltered(question) {
  return question.from !== "" || question.to !== "" || Object.values(question.facets).some((values) => values.length > 0);
}

/** @param {Question} question */
export function isEmpty(question) {
  return question.q === "" && !isFiltered(question);
}

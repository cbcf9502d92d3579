/** The search page's address, which says all that is asked for, so that a search can be sent to a colleague. */

export const SORTS = /** @type {const} */ (["relevance", "newest", "oldest"]);

/**
 * What is asked for.
 * @typedef {{q: string, sort: string, facets: Record<string, string[]>}} Question
 */

/**
 * @param {string} search of an address, with or without its "?"
 * @param {string[]} facets that the site can be searched by
 * @returns {Question}
 */
export function readAddress(search, facets) {
  const parameters = new URLSearchParams(search);
  const sort = parameters.get("sort") ?? "";
  return {
    q: (parameters.get("q") ?? "").trim(),
    sort: SORTS.some((one) => one === sort) ? sort : "relevance",
    facets: Object.fromEntries(
      facets.map((facet) => [facet, [...new Set(parameters.getAll(facet).filter((value) => value !== ""))]]),
    ),
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
  if (question.sort !== "relevance") parameters.set("sort", question.sort);
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/** @param {Question} question */
export function isEmpty(question) {
  return question.q === "" && Object.values(question.facets).every((values) => !values.length);
}

/** The search page's address, which says all that is asked for, so that a search can be sent to a colleague. */

export const FACETS = /** @type {const} */ (["tag", "author", "category", "year"]);
export const SORTS = /** @type {const} */ (["relevance", "newest", "oldest"]);

/**
 * What is asked for.
 * @typedef {{q: string, sort: string, facets: Record<string, string[]>}} Question
 */

/**
 * @param {string} search of an address, with or without its "?"
 * @returns {Question}
 */
export function readAddress(search) {
  const parameters = new URLSearchParams(search);
  const sort = parameters.get("sort") ?? "";
  return {
    q: (parameters.get("q") ?? "").trim(),
    sort: SORTS.some((one) => one === sort) ? sort : "relevance",
    facets: Object.fromEntries(
      FACETS.map((facet) => [facet, [...new Set(parameters.getAll(facet).filter((value) => value !== ""))]]),
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
  for (const facet of FACETS) {
    for (const value of question.facets[facet] ?? []) parameters.append(facet, value);
  }
  if (question.sort !== "relevance") parameters.set("sort", question.sort);
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/** @param {Question} question */
export function isEmpty(question) {
  return question.q === "" && FACETS.every((facet) => !question.facets[facet]?.length);
}

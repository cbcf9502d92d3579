/** What an answer is, and how it is put in order. */

/** @typedef {import("./address.js").Question} Question */
/** @typedef {import("./facets.js").Facet} Facet */

/**
 * One article that was found.
 * @typedef {object} Result
 * @property {number} number of the article: the oldest is 0
 * @property {number} score
 * @property {number} has how many units of the question it has
 */

/**
 * @typedef {object} Answer
 * @property {Result[]} results best first, or by date; narrowed by the facets that were chosen
 * @property {Result[]} unfiltered the results before any facet was chosen, best first
 * @property {string[]} units the words and phrases that were looked for, as they were typed (of phrases with the quotation
 * marks); what no article has is among them too
 * @property {Record<string, Facet>} facets in which something is chosen, as far as they came: the others narrow nothing
 * @property {Map<string, string>} corrections of each misspelt word as it was typed, what was searched for instead
 * @property {Map<string, string[]>} completed of each unfinished word as it was typed, the words it was completed to
 * @property {string[]} unknown words, as typed, that no article has in any form
 * @property {string[]} excluded what was left out, as it was typed behind the minus
 * @property {string[]} options what stood behind a minus too, and was taken for an option of a command
 * @property {string} asTyped the question to ask instead where something was corrected or completed: those words quoted
 * @property {string} withoutMinus the question to ask instead where something was left out: without the minus signs
 * @property {boolean} missing a part of the index did not come, so the answer may not be whole; asking again tries again
 * @property {boolean} nothing there is nothing to look for in the question: it is of signs alone that no article has
 * @property {string[]} wordsToMark in an article that is opened: all forms that were found
 * @property {Map<string, number>} worth of each term that was looked for, how rare it is; the forms of a word are worth the same
 */

/**
 * A piece of text, and whether it is to be marked.
 * @typedef {{marked: boolean, text: string}} Part
 */

/**
 * What is shown of a result: `show(result, answer, index, passage)` of excerpt.js gives a promise of it.
 * @typedef {object} Shown
 * @property {string} url of the article, from the root of the host: no mark and no anchor in it
 * @property {string} title
 * @property {Record<string, string>} meta the other texts of a card by the name of their place: category, date, byline …
 * @property {Part[]} passage with most of the words; empty where none was asked for, or where the text did not come
 * @property {string} anchor of the section in which the passage stands; empty before the first heading
 * @property {{anchor: string, text: string}[]} sections at most three that have words searched for, in the text's order
 */

/**
 * A search on a server. It shows its results itself, by their numbers in an answer of its own.
 * @typedef {object} Server
 * @property {(question: Question) => Promise<Answer>} ask
 * @property {(number: number, answer: Answer) => Promise<Shown>} show
 */

/**
 * @param {Result[]} results best first
 * @param {string} sort
 * @returns {Result[]}
 */
export function inOrder(results, sort) {
  if (sort === "relevance") return results;
  const sign = sort === "newest" ? -1 : 1;
  return [...results].sort((a, b) => sign * (a.number - b.number));
}

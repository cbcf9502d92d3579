/** What the words of a question find: as they are, in other forms, glued. */

import { having, together } from "./nearness.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./postings.js").Form} Form */
/** @typedef {import("./question.js").Phrase} Phrase */
/** @typedef {import("./question.js").Word} Word */
/** @typedef {import("./ranking.js").Term} Term */
/** @typedef {import("./ranking.js").Unit & {word: Word}} Unit */

/** How many different words are looked for. */
const MOST = 64;
/** Of how many it matters which are near each other. */
export const NEAR_WORDS = 4;
/** How many completions of an unfinished word are searched for; of a single sign. */
const COMPLETIONS = 5;
const PAIRS = 50;
/** What another form of a word counts, where the one that was typed counts 1. */
const STEM = 0.95;
/** What two words count that are one in an article. */
const GLUED = 0.3;
/** The last word of a question may be unfinished if no more articles have it. */
const RARE = 2;
/** One sign of a script in which two are a term. */
const ONE_SIGN = /^\p{Lo}\p{M}*$/u;
/** Parts that say nothing beside a whole word. */
const SLIGHT = /^(.|\d\d)$/u;

export class Lookup {
  /** @param {Index} index */
  constructor(index) {
    this.index = index;
    this.stem = STEM;
    /** Whether a part of the index did not come. */
    this.missing = false;
    /** @type {Map<string, string>} */
    this.corrections = new Map();
    /** @type {Map<string, string[]>} */
    this.completed = new Map();
  }

  /**
   * What a promise gives, or something else where a part of the index did not come.
   * @template T
   * @param {Promise<T>} promise
   * @param {T} instead
   */
  async try(promise, instead) {
    try {
      return await promise;
    } catch {
      this.missing = true;
      return instead;
    }
  }

  /**
   * All forms of a word, the one that was typed first.
   * @param {string} term
   * @returns {Promise<Form[]>}
   */
  forms(term) {
    return this.try(this.index.forms(term), []);
  }

  /**
   * How often each article has a phrase, just as it was typed.
   * @param {Phrase} phrase
   * @returns {Promise<Map<number, number>>}
   */
  async phrase(phrase) {
    const words = phrase.map(async ({ term, place }) => {
      if (phrase.length > 1) this.index.fetchPlaces(term).catch(() => {});
      return { forms: (await this.forms(term)).filter((form) => form.term === term), place };
    });
    return this.try(together(await Promise.all(words), this.index), new Map());
  }

  /**
   * Looks up all words of a question that tell something.
   * @param {Word[]} words
   * @param {boolean} hasPhrases
   * @returns {Promise<Unit[]>}
   */
  async words(words, hasPhrases) {
    const { stopWords } = await this.index.directory();
    const telling = words.filter(({ parts, wholes }) => !wholes.some((one) => stopWords.has(one)) && !parts.every((one) => stopWords.has(one)));
    /** @type {Map<string, Unit>} */
    const units = new Map();
    for (const word of telling.length || hasPhrases ? telling : words) {
      const key = word.strict.map(({ term }) => term).join(" ");
      const unit = units.get(key);
      if (unit) unit.count++;
      else if (units.size < MOST) units.set(key, { word, count: 1, parts: [], wholes: [], also: [] });
    }
    const found = [...units.values()];
    const parts = found.flatMap(({ word }) => word.parts);
    if (parts.length > 1 && parts.length <= NEAR_WORDS) for (const part of parts) this.index.fetchPlaces(part).catch(() => {});
    const left = await Promise.all(found.map((unit) => this.exact(unit, stopWords)));
    await this.glue(found, words);
    const unknown = found.map((unit, number) => ({ unit, left: unit.wholes.length ? [] : (left[number] ?? []) })).filter(({ left }) => left.length);
    const [last] = found.length > 1 ? found.slice(-1) : [];
    const isRare = last?.word.end === words[words.length - 1]?.end && last?.parts.length === 1 && last.parts[0]?.forms.every(([{ articles }]) => articles <= RARE);
    const rare = isRare && !last?.wholes.length && last?.word.parts.length === 1 ? last : undefined;
    const forgiving = rare || unknown.length ? await this.try(import("./forgiving.js"), undefined) : undefined;
    await Promise.all(unknown.map(({ unit, left }) => forgiving?.forgive(this, unit, left)));
    if (rare) await forgiving?.finish(this, rare);
    return found;
  }

  /**
   * @param {Unit} unit
   * @param {Set<string>} stopWords
   * @returns {Promise<string[]>} the parts that were not found
   */
  async exact(unit, stopWords) {
    const { parts, wholes, isSign } = unit.word;
    for (const forms of await Promise.all(wholes.map((whole) => this.forms(whole)))) if (forms.length) unit.wholes.push(this.term(forms));
    let telling = parts.filter((part) => !stopWords.has(part));
    if (unit.wholes.length) telling = telling.filter((part) => !SLIGHT.test(part));
    if (!telling.length && !unit.wholes.length) telling = parts;
    const found = await Promise.all(
      telling.map(async (part) => {
        const forms = await this.forms(part);
        return ONE_SIGN.test(part) ? [...forms, ...(await this.begun(part, PAIRS))] : forms;
      }),
    );
    unit.parts = found.filter((forms) => forms.length).map((forms) => this.term(forms));
    return isSign || unit.wholes.length ? [] : telling.filter((_, number) => !found[number]?.length);
  }

  /**
   * Words side by side that the site has in one piece: "data base".
   * @param {Unit[]} units
   * @param {Word[]} words
   */
  async glue(units, words) {
    for (const [number, one] of words.entries()) {
      const other = words[number + 1];
      if (!other || one.end + 1 !== other.start || one.parts.length + other.parts.length > 2 || one.isSign || other.isSign) continue;
      const glued = [...one.parts, ...other.parts].join("");
      const both = units.filter(({ word }) => word.typed === one.typed || word.typed === other.typed);
      if (/^\d|\d$/.test(glued) || !both.length) continue;
      // What would have to be fetched for it is fetched for words that are not found otherwise.
      if (both.every(({ parts }) => parts.length) && !(await this.index.isNear(glued))) continue;
      const forms = await this.forms(glued);
      if (forms.length) for (const unit of both) unit.wholes.push({ ...this.term(forms), share: GLUED });
    }
  }

  /**
   * The most used words that begin like this one.
   * @param {string} beginning
   * @param {number} [number]
   */
  async begun(beginning, number = COMPLETIONS) {
    const words = (await this.try(this.index.beginning(beginning), [])).filter(([word]) => word !== beginning);
    const forms = await Promise.all(words.slice(0, number).map(([word]) => this.forms(word)));
    return forms.flatMap((some) => some.slice(0, 1));
  }

  /**
   * @param {Form[]} forms of a word. The one that was typed is the first.
   * @param {number} [share]
   * @returns {Term}
   */
  term(forms, share = 1) {
    return { forms: forms.map((form, number) => [form, number ? share * STEM : share]) };
  }

  /** @param {string} word */
  spelling(word) {
    return this.try(this.index.spelling(word), []);
  }

  /**
   * The articles that have something that is to be left out: in all forms, unless it was quoted.
   * @param {import("./question.js").Question["excluded"][number]} excluded
   * @returns {Promise<Iterable<number>>}
   */
  async excluded({ phrase, word }) {
    if (phrase) return (await this.phrase(phrase)).keys();
    const { wholes, parts, strict } = /** @type {Word} */ (word);
    const forms = await Promise.all((wholes.length ? wholes : parts.slice(0, 1)).map((one) => this.forms(one)));
    return [...(await this.phrase(strict)).keys(), ...having(forms.flat())];
  }
}

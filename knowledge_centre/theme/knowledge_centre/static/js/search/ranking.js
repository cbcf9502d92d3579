/**
 * Which article answers best: BM25F (Robertson and Zaragoza 2009) over the words of a question, each as often as it was
 * typed; and more for those that have all of them, in the title, and near each other.
 */

import { eachPosting, TITLE } from "./postings.js";

/** @typedef {import("./postings.js").Form} Form */

/**
 * What is looked for as one term.
 * @typedef {object} Term
 * @property {[Form, number][]} forms of the word, and how much each counts
 * @property {Map<number, number>} [hits] of a phrase instead: how often each article has it
 * @property {number} [share] what it counts, where others count 1
 * @property {boolean} [isGuess] the word was completed, so it makes no title
 * @property {number} [worth] how rare it is: see score()
 */

/**
 * One word of the question, or one phrase.
 * @typedef {object} Unit
 * @property {number} count how often it was typed
 * @property {Term[]} parts
 * @property {Term[]} wholes each says that an article has all parts
 * @property {Uint8Array[]} also articles that have it by another name
 * @property {{parts: string[]}} [word] as it was cut
 */

/** How soon more of the same word counts no more. */
const SATURATION = 1.8;
/** How much a long article has to have more of a word than a short one. */
const LENGTH = 0.7;
/** What a whole word of parts counts beside its parts, where it is all that was asked for; among n words, an nth of it. */
const WHOLE = 2;
/** The bonus for a title that has all the words, as a share of what those are worth. */
const IN_TITLE = 0.25;
/** The bonus for having every word, as a share of the score. */
const EVERY = 0.25;

export class Ranking {
  /**
   * @param {{articles: number, average: number, lengths: Uint8Array, titles: Uint8Array}} directory
   * @param {number} number of units that will be added
   */
  constructor({ articles, average, lengths, titles }, number) {
    this.articles = articles;
    this.whole = WHOLE / (number || 1);
    this.lengths = lengths;
    this.wordsOfTitles = titles;
    /** By the byte of its length, how much an article's counts are held down. */
    this.norms = Float32Array.from({ length: 256 }, (_, byte) => SATURATION * (1 - LENGTH + (LENGTH * 8 * (2 ** (byte / 16) - 1)) / average));
    this.scores = new Float32Array(articles);
    /** How many units each article has. */
    this.has = new Uint8Array(articles);
    /** What the words in its title are worth. */
    this.titles = new Float32Array(articles);
    /** How many words of its title are asked for. */
    this.inTitles = new Uint8Array(articles);
    /** What all words are worth. */
    this.worth = 0;
    this.units = 0;
    /** How often an article has the term that is just counted, and whether in its title. */
    this.counts = new Float32Array(articles);
    this.inTitle = new Uint8Array(articles);
  }

  /**
   * Adds what a term is worth in each article that has it. What each has of it stays in `counts` until the next.
   * @param {Term} term
   * @param {number} weight
   * @returns {number} how rare it is (Robertson and Spärck Jones's weight, never negative); 0 where no article has it
   */
  score(term, weight) {
    const { counts, inTitle, scores, norms, lengths } = this;
    counts.fill(0);
    inTitle.fill(0);
    for (const [form, share] of term.forms) {
      eachPosting(form, (article, count, fields) => {
        counts[article] = (counts[article] ?? 0) + share * count;
        if (fields & TITLE) inTitle[article] = 1;
      });
    }
    for (const [article, count] of term.hits ?? []) counts[article] = count;
    let having = 0;
    for (let article = 0; article < this.articles; article++) if (counts[article]) having++;
    if (!having) return 0;
    const idf = Math.log(1 + (this.articles - having + 0.5) / (having + 0.5));
    for (let article = 0; article < this.articles; article++) {
      const count = counts[article] ?? 0;
      if (count) scores[article] = (scores[article] ?? 0) + (weight * idf * (SATURATION + 1) * count) / (count + (norms[lengths[article] ?? 0] ?? 1));
    }
    return (term.worth = idf);
  }

  /**
   * Adds a word of the question.
   * @param {Unit} unit
   */
  add({ parts, wholes, count, also, word }) {
    const had = new Uint8Array(this.articles);
    const inTitle = new Float32Array(this.articles);
    const number = new Uint8Array(this.articles);
    let worth = 0;
    for (const part of parts) {
      const idf = this.score(part, count);
      worth += idf;
      for (let article = 0; article < this.articles; article++) {
        if (!this.counts[article]) continue;
        had[article] = (had[article] ?? 0) + 1;
        if (!this.inTitle[article]) continue;
        number[article] = (number[article] ?? 0) + 1;
        if (!part.isGuess) inTitle[article] = (inTitle[article] ?? 0) + idf;
      }
    }
    for (const whole of wholes) {
      const idf = this.score(whole, count * (parts.length ? this.whole : 1) * (whole.share ?? 1));
      if (!parts.length) worth = Math.max(worth, idf);
      for (let article = 0; article < this.articles; article++) {
        if (!this.counts[article]) continue;
        had[article] = 255;
        if (!this.inTitle[article]) continue;
        number[article] = Math.max(number[article] ?? 0, word?.parts.length ?? 1);
        if (!whole.isGuess) inTitle[article] = Infinity;
      }
    }
    // Of many parts, as Chinese has them, some may be missing.
    const enough = parts.length ? Math.ceil((parts.length * 2) / 3) : 255;
    for (let article = 0; article < this.articles; article++) {
      this.titles[article] = (this.titles[article] ?? 0) + Math.min(worth, inTitle[article] ?? 0);
      this.inTitles[article] = (this.inTitles[article] ?? 0) + (number[article] ?? 0);
      if ((had[article] ?? 0) < enough && !also.some((others) => others[article])) continue;
      this.has[article] = (this.has[article] ?? 0) + 1;
    }
    this.worth += worth;
    this.units++;
  }

  /**
   * The articles that have anything of the question, best first.
   * @param {(article: number) => boolean} wanted
   * @returns {number[]}
   */
  best(wanted) {
    /** @type {number[]} */
    const found = [];
    for (let article = 0; article < this.articles; article++) {
      let score = this.scores[article] ?? 0;
      if (!score || !wanted(article)) continue;
      const share = this.worth && (this.titles[article] ?? 0) / this.worth;
      score += IN_TITLE * share * share * this.worth;
      if (this.units > 1 && this.has[article] === this.units) score *= 1 + EVERY;
      this.scores[article] = score;
      found.push(article);
    }
    return this.sorted(found);
  }

  /** @param {number[]} found */
  sorted(found) {
    return found.sort((a, b) => (this.scores[b] ?? 0) - (this.scores[a] ?? 0) || b - a);
  }

  /**
   * Whether the title of an article has this share of what the words are worth.
   * @param {number} article
   * @param {number} share
   */
  isTitled(article, share) {
    return this.worth > 0 && (this.titles[article] ?? 0) >= this.worth * share;
  }

  /**
   * How much of the title of an article is asked for: stop words aside, of its different words.
   * @param {number} article
   */
  shareOfTitle(article) {
    return Math.min(1, (this.inTitles[article] ?? 0) / (this.wordsOfTitles[article] || 1));
  }
}

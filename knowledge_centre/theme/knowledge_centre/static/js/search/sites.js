/**
 * Several sites asked as one: their indexes look like a single one, with one count of articles, one average length and one
 * order of dates. So what is ranked, narrowed and shown is what one site with all the articles would give.
 */

import { ofYears } from "./facets.js";
import { Index } from "./index.js";

/** @typedef {import("./facets.js").Facet} Facet */
/** @typedef {import("./index.js").Directory} Directory */
/** @typedef {import("./postings.js").Everywhere} Everywhere */
/** @typedef {import("./postings.js").Form} Form */

/**
 * One of the sites.
 * @typedef {object} Site
 * @property {Index} index
 * @property {string} name
 * @property {boolean} isOwn
 * @property {number} rests until when it is left alone, since it failed; 0 where it did not
 * @property {Int32Array<ArrayBufferLike>} numbers of its articles among all, by their numbers there
 */

/**
 * What the indexes are together.
 * @typedef {object} Together
 * @property {Directory} directory
 * @property {Site[]} sites those that could be asked
 * @property {[Site, number][]} articles of each its site, and its number there
 */

/** How many milliseconds another site may take for a file, and how long one that failed is left alone. */
const PATIENCE = 5_000;
const REST = 60_000;
/** The day from which JavaScript counts, 1 January 1970, as Python does. */
const EPOCH = 719_163;
const DAY = 86_400_000;

export class Sites extends Index {
  /**
   * @param {URL} root of the site whose page asks
   * @param {Record<string, string>} sites by name, the address of each; the own one may be among them
   */
  constructor(root, sites) {
    super(root);
    const others = Object.entries(sites).map(([name, address]) => ({ name, url: new URL(address, root) }));
    const own = others.find(({ url }) => url.href === root.href)?.name ?? "";
    /** @type {Site[]} */
    this.sites = [{ name: own, url: root }, ...others.filter(({ name }) => name !== own)].map(({ name, url }, place) => ({
      index: new Index(url, place ? PATIENCE : undefined),
      name,
      isOwn: place === 0,
      rests: 0,
      numbers: new Int32Array(),
    }));
    /** @type {Promise<Together> | undefined} */
    this.made = undefined;
  }

  /** @override What is said to be missing is so of this question. */
  begin() {
    if (this.sites.some(({ rests }) => rests && rests < Date.now())) this.made = undefined;
    this.partial = this.sites.some(({ rests }) => rests);
  }

  /** @override */
  again() {
    for (const site of this.sites) site.rests = 0;
    this.made = undefined;
  }

  together() {
    if (!this.made) {
      this.made = this.make();
      this.made.catch(() => (this.made = undefined));
    }
    return this.made;
  }

  /** @returns {Promise<Together>} */
  async make() {
    const now = Date.now();
    const asked = await Promise.allSettled(
      this.sites
        .filter(({ rests }) => rests < now)
        .map(async (site) => {
          site.rests = now + REST;
          const [directory, days] = [await site.index.directory(), await site.index.days()];
          site.rests = 0;
          return { site, directory, days };
        }),
    );
    const came = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const [first] = came;
    if (!first) {
      this.again(); // it is the reader's line
      throw new Error("No index could be fetched.");
    }
    this.partial = came.length < this.sites.length;
    const { numbers, articles, ordered } = inOrder(came.map(({ days }) => days));
    came.forEach(({ site }, place) => (site.numbers = numbers[place] ?? site.numbers));
    const each = (/** @type {"lengths" | "titles"} */ name) => Uint8Array.from(articles, ([place, number]) => came[place]?.directory[name][number] ?? 0);
    const words = came.reduce((sum, { directory }) => sum + directory.articles * directory.average, 0);
    const directory = {
      ...first.directory,
      articles: articles.length,
      average: words / (articles.length || 1),
      lengths: each("lengths"),
      titles: each("titles"),
      years: yearsOf(ordered),
      synonyms: [...new Map(came.flatMap(({ directory }) => directory.synonyms).map((group) => [group.join("|"), group])).values()],
    };
    const sites = came.map(({ site }) => site);
    return { directory, sites, articles: articles.map(([place, number]) => [/** @type {Site} */ (sites[place]), number]) };
  }

  /** @override */
  async directory() {
    return (await this.together()).directory;
  }

  /** @override */
  async renew() {
    this.stale = false;
    const renewed = await Promise.all(this.sites.map(({ index }) => index.stale && index.renew().catch(() => false)));
    const before = (await this.together()).sites.length;
    this.made = undefined;
    return (await this.together()).sites.length !== before || renewed.some(Boolean);
  }

  /**
   * What each site gives; one that fails is left out, and said to be missing.
   * @template T
   * @param {(site: Site) => Promise<T>} ask
   * @returns {Promise<[Site, T][]>}
   */
  async each(ask) {
    const { sites } = await this.together();
    const given = await Promise.allSettled(sites.map((site) => ask(site)));
    this.stale ||= sites.some(({ index }) => index.stale);
    this.partial ||= given.some((one) => one.status === "rejected");
    return given.flatMap((one, place) => (one.status === "fulfilled" ? [[/** @type {Site} */ (sites[place]), one.value]] : []));
  }

  /**
   * The stem by which one site knows a word is that of all, as they have one language.
   * @override
   * @param {string} term
   */
  async forms(term) {
    const stems = term ? await this.each(async ({ index }) => (await index.part(term)).stems.get(term)) : [];
    const stem = stems.map(([, one]) => one).find(Boolean);
    const forms = stem ? await this.withStem(stem) : [];
    return [...forms].sort((a, b) => Number(b.term === term) - Number(a.term === term));
  }

  /**
   * @override
   * @param {string} stem
   */
  async withStem(stem) {
    /** @type {Map<string, Everywhere[]>} */
    const found = new Map();
    for (const [site, forms] of await this.each(({ index }) => index.withStem(stem))) {
      for (const form of forms) {
        const all = found.get(form.term) ?? [];
        found.set(form.term, [...all, { form, site: this.sites.indexOf(site), numbers: site.numbers }]);
      }
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([term, everywhere]) => together(term, everywhere));
  }

  /**
   * @override
   * @param {string} term
   */
  async isNear(term) {
    return (await this.each(({ index }) => index.isNear(term))).every(([, near]) => near);
  }

  /**
   * @override
   * @param {string} beginning
   */
  async beginning(beginning) {
    const words = counted(await this.each(({ index }) => index.beginning(beginning)));
    return words.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /**
   * @override
   * @param {string} word
   */
  async spelling(word) {
    return counted(await this.each(({ index }) => index.spelling(word))).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /**
   * The forms in one of the sites.
   * @param {Form[]} forms
   * @param {Site} site
   */
  formsIn(forms, site) {
    const everywhere = forms.flatMap((form) => form.everywhere ?? []);
    return everywhere.filter((one) => this.sites[one.site] === site).map(({ form }) => form);
  }

  /**
   * @override
   * @param {string} term
   */
  async fetchPlaces(term) {
    await this.each(({ index }) => index.fetchPlaces(term));
  }

  /**
   * @override
   * @param {Form[]} forms
   * @param {(article: number) => boolean} wanted
   */
  async cost(forms, wanted) {
    const each = await this.each((site) => site.index.cost(this.formsIn(forms, site), (article) => wanted(site.numbers[article] ?? -1)));
    return each.reduce((sum, [, bytes]) => sum + bytes, 0);
  }

  /**
   * @override
   * @param {Form[]} forms
   * @param {(article: number) => boolean} wanted
   */
  async places(forms, wanted) {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    const each = await this.each(async (site) => {
      const own = this.formsIn(forms, site);
      return own.length ? site.index.places(own, (article) => wanted(site.numbers[article] ?? -1)) : new Map();
    });
    for (const [{ numbers }, places] of each) for (const [article, some] of places) found.set(numbers[article] ?? -1, some);
    return found;
  }

  /**
   * @override
   * @param {string} name
   */
  async facet(name) {
    const { directory } = await this.together();
    if (name === "year") return ofYears(directory.years, directory.articles);
    if (name === "site") return this.names();
    /** @type {Facet} */
    const merged = new Map();
    for (const [{ numbers }, facet] of await this.each(({ index }) => index.facet(name))) {
      for (const [value, { label, articles }] of facet) {
        const known = merged.get(value) ?? { label, articles: [] };
        known.articles.push(...articles.map((article) => numbers[article] ?? -1));
        merged.set(value, known);
      }
    }
    for (const { articles } of merged.values()) articles.sort((a, b) => a - b);
    return merged;
  }

  /**
   * Which articles are in which site.
   * @returns {Promise<Facet>}
   */
  async names() {
    const { sites } = await this.together();
    return new Map(sites.filter(({ name }) => name).map(({ name, numbers }) => [name, { label: name, articles: [...numbers] }]));
  }

  /**
   * What a result shows, with its whole address, and the name of its site where that is another one.
   * @override
   * @param {number} article
   */
  async head(article) {
    const [{ index, name, isOwn }, number] = await this.found(article);
    const head = await index.head(number).finally(() => (this.stale ||= index.stale));
    const { href } = new URL(head.u, index.site);
    if (!href.startsWith(index.site.href)) throw new Error(`${href} is not of ${index.site.href}`);
    const category = isOwn ? head.m["category"] : [name, head.m["category"]].filter(Boolean).join(" · ");
    return { ...head, u: href, m: category ? { ...head.m, category } : head.m };
  }

  /**
   * @override
   * @param {number} article
   */
  async blocks(article) {
    const [{ index }, number] = await this.found(article);
    return index.blocks(number);
  }

  /** @param {number} article */
  async found(article) {
    const found = (await this.together()).articles[article];
    if (!found) throw new Error(`There is no article ${article}.`);
    return found;
  }
}

/**
 * Articles of several sites in one order, by day, then by site.
 * @param {number[][]} days of the articles of each site, ascending
 * @returns {{numbers: Int32Array[], articles: [number, number][], ordered: number[]}} of each site's article its number among
 * all; of all, each one's site and number there, and its day
 */
export function inOrder(days) {
  const all = days.flatMap((of, site) => of.map((day, number) => ({ day, site, number })));
  all.sort((a, b) => a.day - b.day || a.site - b.site || a.number - b.number);
  const numbers = days.map((of) => new Int32Array(of.length));
  all.forEach(({ site, number }, place) => {
    const of = numbers[site];
    if (of) of[number] = place;
  });
  return { numbers, articles: all.map(({ site, number }) => [site, number]), ordered: all.map(({ day }) => day) };
}

/**
 * Each year and the number of its first article.
 * @param {number[]} ordered days, ascending
 * @returns {[number, number][]}
 */
export function yearsOf(ordered) {
  /** @type {Map<number, number>} */
  const found = new Map();
  ordered.forEach((day, number) => {
    const year = new Date((day - EPOCH) * DAY).getUTCFullYear();
    if (!found.has(year)) found.set(year, number);
  });
  return [...found];
}

/**
 * Words and how many articles have each, of all sites.
 * @param {[Site, [string, number][]][]} lists
 * @returns {[string, number][]}
 */
function counted(lists) {
  /** @type {Map<string, number>} */
  const all = new Map();
  for (const [word, articles] of lists.flatMap(([, words]) => words)) all.set(word, (all.get(word) ?? 0) + articles);
  return [...all];
}

/**
 * @param {string} term
 * @param {Everywhere[]} everywhere
 * @returns {Form}
 */
function together(term, everywhere) {
  const articles = everywhere.reduce((sum, { form }) => sum + form.articles, 0);
  return { term, articles, everywhere, bytes: new Uint8Array(), start: 0, end: 0, part: -1, own: -1, shift: 0, length: 0, at: 0 };
}

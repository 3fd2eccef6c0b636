// What a copy is to a text: exact, layout, typography, contains, excerpt, altered; nothing where it is not of it.

const EXCERPT = 8; // words in a row that nobody has by chance
const SKIPPED = 20; // words that two excerpts leave out between them

const asOne = (tokens, [from, to]) =>
  tokens.all.slice(from, to).filter(({ raw }) => !isPageNumber(raw) && !TABLES.page_words.includes(raw.toLowerCase()))
    .filter(({ isWord }) => isWord).map(({ key }) => key).join(" ");
const isPageNumber = (raw) => /^[0-9]{1,4}$/.test(raw);
// Whether these are whole lines, and nothing but a page's number and a running head.
const isFurniture = (copy, range, titles) => {
  const isLineStart = (index) => (copy.all[index]?.gap ?? BLANK) >= LINE;
  if (size(range) <= 0 || !isLineStart(range[0]) || !isLineStart(range[1])) return false;
  const rest = asOne(copy, range);
  return rest === "" ? copy.all.slice(...range).some(({ raw }) => isPageNumber(raw)) : titles.includes(rest);
};

const compare = (copy, copyGrams, text, titles) => {
  const judged = placesOf(copy, text, copyGrams).map((steps) => new Judging(copy, text, steps).judge(titles));
  const all = judged.filter((one) => one !== null);
  if (all.length === 0) return null;
  // Beside a whole copy, a headline or a teaser that has a part of the text is no second copy.
  const most = Math.max(...all.map((one) => one.here));
  const words = text.words([0, text.all.length]);
  const copies = all.filter((one) => one.here * 2 >= Math.min(words, most));
  // Where one copy was altered, that is the answer.
  const [found] = copies.toReversed().sort((left, right) => isAltered(right) - isAltered(left)
    || right.changes.length - left.changes.length || left.here - right.here);
  found.copies = copies.length;
  if (copies.length > 1) found.parts = copies.flatMap((one) => one.parts);
  if (found.match === "contains") found.match = ladder(copy, text, found);
  return found;
};
const isAltered = ({ match }) => Number(match === "altered");

// A whole text with nothing around it is the text itself.
const ladder = (copy, text, found) => {
  const covered = found.parts.reduce((sum, part) => sum + size(part), 0);
  if (found.copies > 1 || found.hasFurniture || covered < size(copy.place([0, copy.all.length]))) return "contains";
  if (copy.text === text.text) return "exact";
  if (found.folds.size === 0 || copy.before(0) !== text.before(0)) found.folds.add("spaces");
  return [...found.folds].every((one) => LAYOUT.includes(one)) ? "layout" : "typography";
};

class Judging {
  folds = new Set();
  letters = []; // that only look like the text's
  lookalikes = []; // the steps of their tokens
  constructor(copy, text, steps) {
    const isSame = (step) => step.same !== OTHER;
    const core = steps.slice(Math.max(steps.findIndex(isSame), 0), steps.findLastIndex(isSame) + 1);
    Object.assign(this, { copy, text, core, same: core.filter(isSame) });
  }

  judge(titles) {
    const { copy, text, core, same } = this;
    if (core.length === 0) return null;
    const [own, their] = ["copy", "text"].map((side) => [core[0][side][0], core.at(-1)[side][1]]);
    const words = text.words([0, text.all.length]);
    const here = same.reduce((sum, step) => sum + text.words(step.text), 0);
    const others = core.filter((step) => step.same === OTHER);
    const differences = others.filter((step) => size(step.text) > 0 || !isFurniture(copy, step.copy, titles));
    this.fold();
    const found = { match: "contains", folds: this.folds, here, words, parts: [copy.place(own)], changes: [], copies: 1,
      letters: this.letters, hasFurniture: differences.length < others.length };
    const isPlain = differences.length === 0 && this.letters.length === 0;
    if (isPlain && their[0] === 0 && their[1] === text.all.length) return found;
    const isCopy = here * 2 >= words;
    const clean = this.ends(own, their, isCopy);
    const isClean = clean[0] && clean[1];
    if (isPlain && isClean && here >= EXCERPT) return Object.assign(found, { match: "excerpt" });
    const isRun = (step) => text.words(step.text) >= EXCERPT;
    const areExcerpts = this.letters.length === 0 && isClean && here * 1000 < words * 300
      && same.every(isRun) && differences.every((step) => this.isSkipped(step));
    if (areExcerpts) return Object.assign(found, { match: "excerpt", parts: same.map((step) => copy.place(step.copy)) });
    return this.altered(found, differences, own, their, clean, isCopy);
  }

  altered(found, differences, own, their, [isCleanStart, isCleanEnd], isCopy) {
    const { copy, text, core } = this;
    const changes = [...differences, ...this.lookalikes];
    const [whole, spoken] = [[...own], [...their]];
    // Where most of the text is here, what is missing at its ends was taken away.
    if (!isCleanStart || (isCopy && their[0] > 0)) {
      if (!isCleanStart) while (!copy.starts(whole[0])) whole[0] -= 1;
      if (isCopy) spoken[0] = 0;
      while (!text.starts(spoken[0])) spoken[0] -= 1;
      changes.push({ copy: [whole[0], own[0]], text: [spoken[0], their[0]] });
    }
    if (!isCleanEnd || (isCopy && their[1] < text.all.length)) {
      if (!isCleanEnd) while (!copy.ends(whole[1])) whole[1] += 1;
      if (isCopy) spoken[1] = text.all.length;
      while (!text.ends(spoken[1])) spoken[1] += 1;
      changes.push({ copy: [own[1], whole[1]], text: [their[1], spoken[1]] });
    }
    const both = copy.words(whole) + text.words(spoken);
    const share = Math.floor((found.here * 2000) / both);
    let [run, longest] = [0, 0];
    for (const step of core) {
      run = step.same === OTHER ? 0 : run + text.words(step.text);
      longest = Math.max(longest, run);
    }
    const hasRun = longest >= Math.min(EXCERPT, Math.ceil(found.words / 2));
    if (!(share >= (hasRun ? 500 : 625))) return null;
    const real = changes.filter((step) => size(step.copy) + size(step.text) > 0);
    if (real.length === 0) return null; // a few words that nobody changed: too few to be of the text
    real.sort((left, right) => left.copy[0] - right.copy[0] || left.text[0] - right.text[0]);
    const change = (step) => ({ before: text.slice(step.text), after: copy.slice(step.copy), at: copy.place(step.copy) });
    return Object.assign(found, { match: "altered", parts: [copy.place(whole)], changes: real.map(change) });
  }

  // Notes which folds were needed, and which letters only look the same.
  fold() {
    const { copy, text, core, folds } = this;
    let last = null;
    for (const step of core) {
      if (step.same !== PLAIN && step.same !== OTHER) {
        folds.add(step.same);
        if (/\xad/.test(copy.slice(step.copy) + text.slice(step.text))) folds.add("soft-hyphens");
      }
      const pairs = step.same === PLAIN ? size(step.copy) : 0;
      for (let offset = 0; offset < pairs; offset += 1) {
        const [own, their] = [step.copy[0] + offset, step.text[0] + offset];
        this.pair(own, their);
        const isNext = last === null ? own === 0 || their === 0 : last[0] === own - 1 && last[1] === their - 1;
        if (isNext && copy.before(own) !== text.before(their)) this.space(copy.before(own), text.before(their));
        last = [own, their];
      }
    }
  }
  pair(own, their) {
    const [one, other] = [this.copy.all[own], this.text.all[their]];
    if (one.key === other.key) return foldsBetween(one.raw, other.raw, this.folds);
    this.lookalikes.push({ copy: [own, own + 1], text: [their, their + 1] });
    const wanted = Array.from(other.raw);
    Array.from(one.raw).forEach((character, place) => {
      // The text may have the strange letter, and the copy the plain one.
      const want = wanted[place];
      const isOther = want !== undefined && want !== character && standsFor(want) !== undefined;
      const plain = standsFor(character) ?? (isOther ? want : undefined);
      if (plain !== undefined && !wanted.includes(character)) this.letters.push({ character, plain });
    });
    if (this.letters.length === 0) this.letters.push({ character: Array.from(one.raw)[0] });
  }
  space(space, wanted) {
    const is = (name, text) => Array.from(text).some((one) => classOf(one) === name);
    if (is("unseen", space) || is("unseen", wanted)) this.folds.add(/\xad/.test(space) ? "soft-hyphens" : "hidden");
    else this.folds.add(is("wide", space) || is("wide", wanted) ? "no-break-spaces" : "spaces");
  }

  // Whether the run begins and ends where an excerpt may; one with most of the text ends where the text does.
  ends(own, their, isCopy) {
    const { copy, text } = this;
    const isBare = (from, to) => text.words([from, to]) === 0;
    if (!isCopy) return [copy.starts(own[0]) || text.starts(their[0]), copy.ends(own[1]) || text.ends(their[1])];
    return [text.starts(their[0]) || isBare(0, their[0]), text.ends(their[1]) || isBare(their[1], text.all.length)];
  }
  isSkipped({ copy, text }) {
    const isClean = this.copy.ends(copy[0]) || this.text.ends(text[0]);
    return this.text.words(text) >= SKIPPED && isClean && (this.copy.starts(copy[1]) || this.text.starts(text[1]));
  }
}

const FITS = ["exact", "layout", "typography", "contains", "excerpt"];
// The text that a copy has most of; then the one it fits best. Texts are { text, titles } and have passed tokensOf.
const nearest = (given, texts) => {
  const copy = tokensOf(given);
  const grams = gramsOf(copy);
  const fit = ({ match }) => (FITS.indexOf(match) + 9) % 9;
  const found = texts.map((one) => ({ one, ...compare(copy, grams, one.tokens, one.titles) }));
  return found.filter(({ match }) => match !== undefined).sort((left, right) =>
    right.here - left.here || fit(left) - fit(right) || left.changes.length - right.changes.length
    || left.words - right.words)[0] ?? { match: "unknown", folds: new Set(), changes: [], letters: [] };
};
const readable = ({ text, titles, ...more }) =>
  ({ ...more, tokens: tokensOf(text), titles: titles.map((one) => asOne(tokensOf(one), [0, Infinity])).filter((one) => one !== "") });

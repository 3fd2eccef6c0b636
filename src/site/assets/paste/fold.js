// What may differ between two spellings of one word (FORMAT.md, "Comparing a copy").
// TABLES stand before this: they are those of the registry's own program (src/check/tables.rs).

const within = (ranges) => {
  const code = (number) => `\\u{${number.toString(16)}}`;
  const one = new RegExp(`^[${ranges.map(([first, last]) => `${code(first)}-${code(last)}`).join("")}]+$`, "u");
  return (text) => one.test(text);
};
const [isQuote, isHalfQuote, isDash, isBullet, isStopMark, isLigature, isForm] = [TABLES.quotes, TABLES.half_quotes,
  TABLES.dashes, TABLES.bullets, TABLES.stops, TABLES.ligatures, TABLES.forms].map(within);
const isMark = (text) => /^\p{M}/u.test(text);

// The first that fits decides.
const CLASSES = Object.entries({
  space: (one) => one === " " || one === "\t",
  line: (one) => /[\n-\r\x85\u2028\u2029]/.test(one),
  wide: within(TABLES.spaces),
  unseen: (one) => /[\u0640\p{Cc}\p{DI}]/u.test(one),
  single: within(TABLES.singles),
  word: (one) => /[\p{Alphabetic}\p{N}\p{M}]/u.test(one),
  mark: () => true,
});
const known = new Map();
const classOf = (one) => {
  if (!known.has(one)) known.set(one, CLASSES.find(([, is]) => is(one))[0]);
  return known.get(one);
};

const mapped = (text, change) => Array.from(text, change).join("");
// ß is ss, and the final sigma a sigma.
const lower = (text) =>
  mapped(text, (one) => one.toLowerCase()).replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/…/g, "...");
const STEPS = Object.entries({
  "soft-hyphens": (text) => text.replace(/\xad/g, ""),
  kashida: (text) => text.replace(/\u0640/g, ""),
  hidden: (text) => text.replace(/[\p{Cc}\p{DI}]/gu, ""),
  composition: (text) => text.normalize("NFC"),
  ligatures: (text) => mapped(text, (one) => (isLigature(one) ? one.normalize("NFKC").replace("\u02bc", "'") : one)),
  quotes: (text) => (isQuote(text) ? "'" : mapped(text, (one) => (isQuote(one) ? "'" : one))),
  dashes: (text) => (isDash(text) ? "-" : text),
  case: lower,
});
const LAYOUT = ["spaces", "hyphenation", "soft-hyphens", "bullets", "joined"];

const lookalikes = new Map(TABLES.lookalikes.flatMap(([letters, plain]) => Array.from(letters, (one) => [one, plain])));
// The lower-case letter, digit or mark that a letter looks like, where it is another one.
const looksLike = (one) => {
  if (one <= "\x7f") return undefined;
  if (isForm(one)) return one.normalize("NFKC").toLowerCase().match(/^[!-~]/)?.[0];
  const zero = TABLES.zeros.find((first) => one.codePointAt(0) - first >= 0 && one.codePointAt(0) - first < 10);
  return zero === undefined ? lookalikes.get(one) : String(one.codePointAt(0) - zero);
};
// The same, and the letter for which a tag character stands.
const standsFor = (one) =>
  looksLike(one) ?? (/[\u{e0020}-\u{e007e}]/u.test(one) ? String.fromCodePoint(one.codePointAt(0) - 0xe0000) : undefined);

// What a token is under the folds, and what it looks like.
const keys = new Map();
const keysOf = (raw) => {
  if (!keys.has(raw)) keys.set(raw, foldedOf(raw));
  return keys.get(raw);
};
const foldedOf = (raw) => {
  const folded = STEPS.slice(0, -1).reduce((text, [, step]) => step(text), raw);
  return { key: lower(folded), look: mapped(folded, (one) => looksLike(one) ?? lower(one)) };
};

// Which steps it took to make two spellings equal.
const foldsBetween = (one, other, folds) => {
  for (const [name, step] of STEPS) {
    if (one === other) return;
    const [next, otherNext] = [step(one), step(other)];
    const [isChanged, isOtherChanged] = [next !== one, otherNext !== other];
    if (isChanged !== isOtherChanged || (isChanged && name === "case")) {
      folds.add(name === "case" && /…|^\.\./.test(one) ? "ellipses" : name);
    } else if (isChanged && next === otherNext) {
      folds.add(name);
    }
    [one, other] = [next, otherNext];
  }
};

// Words and marks of a text, with where each stands.

const [SPACE, LINE, BLANK] = [1, 2, 3]; // white space before a token; 0 where there is none

// Whether a character goes on with the token before it: letters in a row; dashes or dots in a row; two single quotes.
const goesOn = (token, one, name, text) => {
  const { last, isWord } = token;
  if (name === "word") return (isWord && classOf(last) !== "single") || isMark(one);
  if (name !== "mark" || isWord) return false;
  const isOnly = text.slice(token.start, token.end) === last;
  return (isDash(one) && isDash(last)) || (one === "." && last === ".") || (isHalfQuote(one) && one === last && isOnly);
};

const tokensOf = (text) => {
  const all = [];
  let open = null;
  let gap = BLANK;
  let at = 0;
  for (const one of text) {
    const name = classOf(one);
    const isLine = name === "line";
    if (isLine || name === "space" || name === "wide") {
      if (open !== null) [open, gap] = [null, 0];
      const isSecond = one === "\n" && text[at - 1] === "\r";
      if (gap === 0 || (gap === SPACE && isLine)) gap = isLine ? LINE : SPACE;
      else if (gap === LINE && isLine && !isSecond) gap = BLANK;
    } else if (name !== "unseen") {
      if (open === null || !goesOn(open, one, name, text)) {
        open = { start: at, gap: open === null ? gap : 0, isWord: name !== "mark" };
        all.push(open);
      }
      Object.assign(open, { end: at + one.length, last: one });
    }
    at += one.length;
  }
  return new Tokens(text, all);
};

class Tokens {
  letters = []; // of words, as they look
  constructor(text, all) {
    Object.assign(this, { text, all });
    for (const [index, token] of all.entries()) {
      token.raw = text.slice(token.start, token.end);
      Object.assign(token, keysOf(token.raw));
      if (token.isWord) for (const one of token.look) this.letters.push({ one, index, isFirst: this.letters.at(-1)?.index !== index });
    }
  }
  raw(index) {
    return this.all[index]?.raw ?? "";
  }
  // What stands between a token and the one before it.
  before(index) {
    return this.text.slice(this.all[index - 1]?.end ?? 0, this.all[index]?.start ?? this.text.length);
  }
  words([from, to]) {
    let count = 0;
    for (let index = from; index < to; index += 1) if (this.all[index].isWord) count += 1;
    return count;
  }
  // Where these tokens are in the text; none of them stand before their place.
  place([from, to]) {
    const end = this.all[Math.max(from, to) - 1]?.end ?? 0;
    return from < to ? [this.all[from].start, end] : [end, end];
  }
  slice(range) {
    return this.text.slice(...this.place(range));
  }
  // Whether something begins or ends before this token: the text, a paragraph, a sentence, a quotation.
  starts(at) {
    return at === 0 || isStop(this.raw(at - 1)) || (this.all[at]?.gap ?? BLANK) === BLANK || isOpening(this.raw(at));
  }
  ends(at) {
    const next = this.all[at];
    return this.starts(at) || (!next.isWord && isStop(next.raw) && isOpening(next.raw));
  }
}
const isStop = (raw) => isStopMark(first(raw));
const isOpening = (raw) => isQuote(first(raw)) || /^[([…]/.test(raw);
const first = (raw) => String.fromCodePoint(raw.codePointAt(0) ?? 0);

// Which words of a copy are which words of a text. A step has tokens of both, as ranges, and how they stand to each
// other: the same one by one, different, or the same letters cut otherwise, under the name of that fold.

const [PLAIN, OTHER] = ["plain", "other"];
const GRAM = 20; // letters in a row that find a place
const RUN = 47;
const COST_MAX = 3000 * 3000; // work for one text
const REACH = 400; // words before the first and after the last place that are compared
const TWICE = 60; // letters that stand there twice make two copies

const size = ([from, to]) => to - from;
const push = (steps, { copy, text, same }) => {
  if (size(copy) + size(text) <= 0) return;
  const last = steps.at(-1);
  if (last?.same === same && (same === PLAIN || same === OTHER)) [last.copy[1], last.text[1]] = [copy[1], text[1]];
  else steps.push({ copy: [...copy], text: [...text], same });
};

const gramsOf = ({ letters }) => {
  const whole = letters.map(({ one }) => one).join("");
  const places = [0];
  for (const { one } of letters) places.push(places.at(-1) + one.length);
  const count = letters.length === 0 ? 0 : Math.max(1, letters.length - GRAM + 1);
  return Array.from({ length: count }, (_, at) => whole.slice(places[at], places[at + GRAM]));
};

// Of so many grams of a text in a row, the one with the least fingerprint is kept.
const WINDOW = 28;
const fingerprint = (gram) => {
  const times = (left, right) => BigInt.asUintN(64, left * right);
  let sum = 0n;
  for (const one of gram) sum = BigInt.asUintN(64, times(sum, 0x9e3779b97f4a7c15n) + BigInt(one.codePointAt(0)));
  sum = times(sum ^ (sum >> 29n), 0xbf58476d1ce4e5b9n);
  return times(sum ^ (sum >> 32n), 0x94d049bb133111ebn) >> 32n;
};
const kept = (grams) => {
  if (grams.length < WINDOW) return new Set(grams);
  const prints = grams.map(fingerprint);
  const found = new Set();
  let least = -1;
  for (let end = WINDOW; end <= grams.length; end += 1) {
    if (prints[end - 1] <= prints[least]) {
      least = end - 1;
    } else if (least < end - WINDOW) {
      least = end - 1;
      for (let at = end - 2; at >= end - WINDOW; at -= 1) if (prints[at] < prints[least]) least = at;
    }
    found.add(grams[least]);
  }
  return found;
};

// Where letters of the copy stand once in the text, row by row: a row goes forward on both sides.
const rowsOf = (copyGrams, textGrams) => {
  const once = new Map();
  textGrams.forEach((gram, at) => once.set(gram, once.has(gram) ? null : at));
  const found = kept(textGrams);
  const rows = [];
  copyGrams.forEach((gram, copy) => {
    const text = found.has(gram) ? once.get(gram) : null;
    if (text === null) return;
    if (rows.at(-1)?.at(-1).text < text) rows.at(-1).push({ copy, text });
    else rows.push([{ copy, text }]);
  });
  return rows;
};

const repeats = (one, other) => {
  const [from, to] = [Math.max(one[0].text, other[0].text), Math.min(one.at(-1).text, other.at(-1).text) + GRAM];
  const shorter = Math.min(...[one, other].map((row) => row.at(-1).text + GRAM - row[0].text));
  return to - from > TWICE || Math.max(0, to - from) * 2 > shorter;
};

// Of one copy: the longest rows first, then what fits between.
const longestWay = (rows) => {
  const way = [];
  for (const row of rows.sort((left, right) => right.length - left.length)) {
    const next = way.findIndex((other) => other[0].copy >= row[0].copy);
    const at = next < 0 ? way.length : next;
    const goesOn = (left, right) => left === undefined || right === undefined || left.at(-1).text < right[0].text;
    if (goesOn(way[at - 1], row) && goesOn(row, way[at])) way.splice(at, 0, row);
  }
  return way.flat();
};

// What a row brings besides the last words of the row just before it, where it says those again and goes on:
// a sentence that stands twice is a change of one copy, and no second copy.
const doubled = (last, row) => {
  const [start, end, first, past] = [last[0], last.at(-1), row[0], row.at(-1)];
  const shorter = Math.min(end.text - start.text, past.text - first.text);
  const goesOn = first.text > start.text && past.text > end.text;
  const isShort = Math.max(0, end.text - first.text) * 2 < shorter;
  const rest = row.filter(({ text }) => text > end.text);
  return goesOn && isShort && first.copy - end.copy <= 2 * RUN && rest.length > 0 ? rest : null;
};

// Every place where the copy has the text, or a good part of it: steps that cover both.
const placesOf = (copy, text, copyGrams) => {
  const groups = [];
  for (const row of rowsOf(copyGrams, gramsOf(text))) {
    // A row that repeats what is there is another copy, one that brings something else a part in another place.
    const group = groups.at(-1);
    const isOther = group === undefined || group.some((other) => repeats(other, row));
    const rest = isOther && group !== undefined ? doubled(group.at(-1), row) : null;
    if (!isOther) group.push(row);
    else if (rest !== null) group.push(rest);
    else groups.push([row]);
  }
  const ways = groups.length === 0 ? [[]] : groups.map(longestWay);
  const places = [];
  let free = 0;
  ways.forEach((way, index) => {
    const ownEnd = copy.letters[way.at(-1)?.copy + GRAM]?.index ?? 0;
    const next = ways[index + 1]?.[0];
    let end = copy.all.length;
    if (next !== undefined) {
      // Words before the next copy's first place are its own, where it begins with the text.
      const found = copy.letters[next.copy].index;
      const begins = Math.max(0, found - text.letters[next.text].index);
      end = begins > ownEnd ? begins : found;
    }
    let range = [free, end];
    if (way.length > 0) {
      const [head, last] = [way[0], way.at(-1)];
      const reach = (tokens) => Math.min(tokens * 2 + 8, REACH);
      const from = Math.max(copy.letters[head.copy].index - reach(text.letters[head.text].index), free);
      const past = copy.letters[last.copy].index + RUN + reach(text.all.length - text.letters[last.text].index);
      range = [from, Math.max(Math.min(past, end), from)];
    }
    const alignment = new Alignment(copy, text);
    alignment.all(range, way);
    const steps = tidy(alignment.steps, copy, text);
    // Words that are the same by chance stay free for the copy of the text that follows them.
    free = steps.findLast((step) => step.same !== OTHER)?.copy[1] ?? range[0];
    places.push(steps);
  });
  return places;
};

class Alignment {
  steps = [];
  cost = 0;
  constructor(copy, text) {
    Object.assign(this, { copy, text });
  }
  isSame(copy, text) {
    return this.copy.all[copy].look === this.text.all[text].look;
  }

  all([start, end], way) {
    let [copyAt, textAt, isFirst] = [start, 0, true];
    for (const peg of way) {
      const [own, their] = this.pegged(peg);
      if (own === undefined || own < copyAt || their < textAt || own > end) continue;
      this.between([copyAt, own], [textAt, their], isFirst);
      [copyAt, textAt, isFirst] = [own, their, false];
    }
    this.between([copyAt, Math.max(end, copyAt)], [textAt, this.text.all.length], false);
  }

  // Two tokens that begin within these letters and look the same.
  pegged({ copy, text }) {
    for (let offset = 0; offset < GRAM; offset += 1) {
      const [own, their] = [this.copy.letters[copy + offset], this.text.letters[text + offset]];
      if (own?.isFirst && their?.isFirst && this.isSame(own.index, their.index)) return [own.index, their.index];
    }
    return [];
  }

  // Before the first place, words beside it are the text's, and not those where the copy was cut.
  between(copy, text, isBackFirst) {
    let [head, tail] = [[], []];
    if (isBackFirst) tail = this.back(copy, text);
    head = this.front(copy, text);
    if (!isBackFirst) tail = this.back(copy, text);
    for (const step of head) push(this.steps, step);
    const cost = this.cost + (size(copy) + size(text)) ** 2;
    if (size(copy) <= 0 || size(text) <= 0) {
      this.hunk(copy, text);
    } else if (cost > COST_MAX) {
      push(this.steps, { copy, text, same: OTHER });
    } else {
      this.cost = cost;
      this.shortest(copy, text);
    }
    for (const step of tail) push(this.steps, step);
  }

  // The longest row of words that both have in order.
  shortest([copyFrom, copyTo], [textFrom, textTo]) {
    const wide = copyTo - copyFrom + 1;
    const longest = new Uint16Array(wide * (textTo - textFrom + 1));
    const at = (copy, text) => (text - textFrom) * wide + copy - copyFrom;
    for (let text = textTo - 1; text >= textFrom; text -= 1) {
      for (let copy = copyTo - 1; copy >= copyFrom; copy -= 1) {
        longest[at(copy, text)] = this.isSame(copy, text)
          ? longest[at(copy + 1, text + 1)] + 1
          : Math.max(longest[at(copy + 1, text)], longest[at(copy, text + 1)]);
      }
    }
    const stays = [];
    let [copy, text] = [copyFrom, textFrom];
    while (copy < copyTo && text < textTo) {
      if (this.isSame(copy, text)) {
        const last = stays.at(-1);
        if (last?.copy[1] === copy && last.text[1] === text) [last.copy[1], last.text[1]] = [copy + 1, text + 1];
        else stays.push({ copy: [copy, copy + 1], text: [text, text + 1], same: PLAIN });
        [copy, text] = [copy + 1, text + 1];
      } else if (longest[at(copy + 1, text)] >= longest[at(copy, text + 1)]) {
        copy += 1;
      } else {
        text += 1;
      }
    }
    let [copyAt, textAt] = [copyFrom, textFrom];
    for (const stay of this.settled(stays, [copyFrom, copyTo], [textFrom, textTo])) {
      this.hunk([copyAt, stay.copy[0]], [textAt, stay.text[0]]);
      push(this.steps, stay);
      [copyAt, textAt] = [stay.copy[1], stay.text[1]];
    }
    this.hunk([copyAt, copyTo], [textAt, textTo]);
  }

  // Words that were only added or only left out join the gap before, where equal words let them.
  settled(stays, [copyFrom, copyTo], [textFrom, textTo]) {
    const done = [];
    for (const next of [...stays, { copy: [copyTo, copyTo], text: [textTo, textTo], same: PLAIN }]) {
      for (let last = done.at(-1); last !== undefined; last = done.at(-1)) {
        const [isGone, isNew] = [last.text[1] < next.text[0], last.copy[1] < next.copy[0]];
        const length = size(last.copy);
        const same = (back) => isGone
          ? this.text.all[last.text[1] - back].look === this.text.all[next.text[0] - back].look
          : this.copy.all[last.copy[1] - back].look === this.copy.all[next.copy[0] - back].look;
        let count = 0;
        while (isGone !== isNew && count < length && same(count + 1)) count += 1;
        if (count < length || length === 0) break;
        next.copy[0] -= length;
        next.text[0] -= length;
        done.pop();
      }
      done.push(next);
    }
    return done;
  }

  // Words in each other's place: what has the same letters at both ends, and the rest.
  hunk(copy, text) {
    const [own, their] = [[...copy], [...text]];
    const head = this.front(own, their);
    const tail = this.back(own, their);
    for (const step of [...head, { copy: own, text: their, same: OTHER }, ...tail]) push(this.steps, step);
  }

  // The steps from the front on that have the same letters, which are taken off both ranges.
  front(copy, text) {
    const steps = [];
    for (let next = this.advance(copy, text); next !== null; next = this.advance(copy, text)) {
      const [own, their, same] = next;
      push(steps, { copy: [copy[0], own], text: [text[0], their], same });
      [copy[0], text[0]] = [own, their];
    }
    return steps;
  }
  back(copy, text) {
    const [own, their] = [copy[1], text[1]];
    while (copy[1] > copy[0] && text[1] > text[0] && this.isSame(copy[1] - 1, text[1] - 1)) {
      copy[1] -= 1;
      text[1] -= 1;
    }
    return [{ copy: [copy[1], own], text: [text[1], their], same: PLAIN }];
  }

  // Where the next tokens end that have the same letters together.
  advance([own, ownEnd], [their, theirEnd]) {
    if (own < ownEnd && their < theirEnd && this.isSame(own, their)) return [own + 1, their + 1, PLAIN];
    if (own < ownEnd && isListMark(this.copy, own)) return [own + 1, their, "bullets"];
    if (their < theirEnd && isListMark(this.text, their)) return [own, their + 1, "bullets"];
    if (own >= ownEnd || their >= theirEnd) return null;
    const [left, right] = [new Walk(this.copy, own, ownEnd), new Walk(this.text, their, theirEnd)];
    for (;;) {
      const shared = Math.min(left.rest.length, right.rest.length);
      if (left.rest.slice(0, shared) !== right.rest.slice(0, shared)) return null;
      left.rest = left.rest.slice(shared);
      right.rest = right.rest.slice(shared);
      // A hyphen at a line's end may hide that the word goes on.
      if (left.rest === "" && right.rest === "" && !left.skipBreak() && !right.skipBreak()) {
        return [left.at + 1, right.at + 1, left.isBroken || right.isBroken ? "hyphenation" : "joined"];
      }
      if (left.rest === "" && !left.next()) return null;
      if (right.rest === "" && !right.next()) return null;
    }
  }
}

// One side of a walk along letters.
class Walk {
  isBroken = false;
  constructor(tokens, at, end) {
    Object.assign(this, { tokens, at, end, rest: tokens.all[at].look });
  }
  next() {
    if (this.skipBreak()) return true;
    this.at += 1;
    // Marks are not glued to anything by a lost space.
    if (this.at >= this.end || !this.tokens.all[this.at].isWord) return false;
    this.rest = this.tokens.all[this.at].look;
    return true;
  }
  // Whether a hyphen at a line's end follows, and a word after it; then the walk goes on with that word.
  skipBreak() {
    const [hyphen, word] = this.tokens.all.slice(this.at + 1, this.at + 3);
    if (this.at + 2 >= this.end || !isDash(hyphen.raw) || hyphen.gap > 0 || word.gap !== LINE || !word.isWord) return false;
    Object.assign(this, { at: this.at + 2, isBroken: true, rest: word.look });
    return true;
  }
}

// A dash or bullet that begins a line, with a space after it.
const isListMark = ({ all }, index) =>
  all[index].gap >= LINE && !all[index].isWord && isBullet(all[index].raw) && all[index + 1]?.gap > 0;

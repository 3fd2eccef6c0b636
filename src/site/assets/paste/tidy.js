// What a reader would not call the same, and where a difference is best shown.

const CHANCE = 8; // fewer words at an end, next to a longer difference, may be the same by chance

const tidy = (steps, copy, text) => slide(withoutChance(steps, copy, text), copy, text);

const isChance = (steps, index, copy, text) => {
  const step = steps[index];
  if (step.same === OTHER) return false;
  const own = Math.max(text.words(step.text), 1);
  const [before, after] = [steps[index - 1], steps[index + 1]].map((one) =>
    (one?.same === OTHER ? Math.max(copy.words(one.copy), text.words(one.text)) : null));
  const isLess = (far, near) => near > 0 && (own * 2 < far || (own < 3 && own * 2 < near));
  if (before !== null && after !== null) {
    if (index <= 1 && own < CHANCE) return isLess(after, before);
    if (index + 2 >= steps.length && own < CHANCE) return isLess(before, after);
    return own * 3 < Math.min(before, after);
  }
  if (after !== null) return index === 0 && own * 2 < after && own < CHANCE;
  return before !== null && index + 1 === steps.length && own * 2 < before && own < CHANCE;
};

const withoutChance = (steps, copy, text) => {
  for (;;) {
    const found = steps.findIndex((_, index) => isChance(steps, index, copy, text));
    if (found < 0) return steps;
    const tidied = [];
    steps.forEach((step, index) => push(tidied, index === found ? { ...step, same: OTHER } : step));
    steps = tidied;
  }
};

// Moves words that were only added or only taken away back over equal ones, to where something begins.
const slide = (steps, copy, text) => {
  for (let index = 1; index + 1 < steps.length; index += 1) {
    const [before, step, after] = steps.slice(index - 1, index + 2);
    const isGone = size(step.copy) === 0;
    const isOneSided = step.same === OTHER && (isGone || size(step.text) === 0);
    if (before.same !== PLAIN || after.same !== PLAIN || !isOneSided) continue;
    const back = wayBack(isGone ? text : copy, isGone ? step.text : step.copy, size(before.copy) - 1);
    for (const side of ["copy", "text"]) {
      before[side][1] -= back;
      step[side] = step[side].map((at) => at - back);
      after[side][0] -= back;
    }
  }
  return steps;
};

// How many tokens back something begins, if the words may be moved there.
const wayBack = (tokens, [from, to], most) => {
  const begins = (at) => at === 0 || isStop(tokens.raw(at - 1)) || tokens.raw(at - 1) === "," || tokens.all[at]?.gap === BLANK;
  if (begins(from)) return 0;
  for (let back = 1; back <= Math.min(most, from); back += 1) {
    if (tokens.all[from - back].look !== tokens.all[to - back].look) return 0;
    if (begins(from - back)) return back;
  }
  return 0;
};

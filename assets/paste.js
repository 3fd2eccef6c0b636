// Compares a pasted copy with the words of this page. Nothing leaves the page.
(() => {
  "use strict";
  const LENGTH_MAX = 200000; // letters of a copy that are looked at
  const WORDS_MAX = 4000; // words that differ and are compared one by one
  const form = document.getElementById("paste");
  const copy = document.getElementById("copy");
  const found = document.getElementById("found");
  // The paragraphs as they were signed: blank lines between, one line feed at the end.
  const texts = [...document.querySelectorAll(".words")].map((article) => ({
    lang: article.lang,
    dir: article.dir,
    text: [...article.querySelectorAll(".text")].map((p) => p.textContent).join("\n\n") + "\n",
  }));
  const words = (text) => text.normalize("NFC").split(/\s+/u).filter((word) => word !== "");
  // How many words two lists share, in whatever order: cheap, to find the nearest text.
  const shared = (left, right) => {
    const counts = new Map();
    for (const word of left) counts.set(word, (counts.get(word) || 0) + 1);
    let same = 0;
    for (const word of right) {
      const count = counts.get(word) || 0;
      if (count > 0) {
        same += 1;
        counts.set(word, count - 1);
      }
    }
    return same;
  };
  // The changes from one list of words to another: the longest common subsequence, after equal ends.
  const changes = (before, after) => {
    let head = 0;
    while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
    let tail = 0;
    while (tail < before.length - head && tail < after.length - head &&
      before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
    const a = before.slice(head, before.length - tail);
    const b = after.slice(head, after.length - tail);
    if (a.length > WORDS_MAX || b.length > WORDS_MAX) return null;
    const wide = b.length + 1;
    const table = new Uint16Array((a.length + 1) * wide);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        table[i * wide + j] = a[i] === b[j]
          ? table[(i + 1) * wide + j + 1] + 1
          : Math.max(table[(i + 1) * wide + j], table[i * wide + j + 1]);
      }
    }
    const list = [];
    let open = null;
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        open = null;
        i += 1;
        j += 1;
        continue;
      }
      if (open === null) {
        open = { removed: [], added: [], before: before.slice(Math.max(0, head + i - 4), head + i) };
        list.push(open);
      }
      if (j >= b.length || (i < a.length && table[(i + 1) * wide + j] >= table[i * wide + j + 1])) {
        open.removed.push(a[i]);
        i += 1;
      } else {
        open.added.push(b[j]);
        j += 1;
      }
    }
    return list;
  };
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };
  const say = (text) => found.replaceChildren(element("p", text));
  const compare = () => {
    const given = copy.value;
    if (given.trim() === "") return found.replaceChildren();
    if (given.length > LENGTH_MAX) return say(found.dataset.long);
    const exact = given.replace(/\r\n/gu, "\n").replace(/\n*$/u, "\n");
    if (texts.some((one) => one.text === exact)) return say(found.dataset.exact);
    const mine = words(given);
    if (texts.some((one) => words(one.text).join(" ") === mine.join(" "))) {
      return say(found.dataset.layout);
    }
    let nearest = null;
    for (const one of texts) {
      const theirs = words(one.text);
      const likeness = (2 * shared(theirs, mine)) / (theirs.length + mine.length);
      if (nearest === null || likeness > nearest.likeness) nearest = { one, theirs, likeness };
    }
    const list = nearest !== null && nearest.likeness >= 0.5 ? changes(nearest.theirs, mine) : null;
    if (list === null) return say(found.dataset.far);
    const shown = document.createElement("ol");
    shown.lang = nearest.one.lang;
    shown.dir = nearest.one.dir;
    for (const change of list) {
      const item = document.createElement("li");
      if (change.before.length > 0) item.append(`… ${change.before.join(" ")} `);
      for (const [name, some, label] of [
        ["del", change.removed, found.dataset.removed],
        ["ins", change.added, found.dataset.added],
      ]) {
        if (some.length === 0) continue;
        item.append(element("small", label), " ", element(name, some.join(" ")), " ");
      }
      shown.append(item);
    }
    found.replaceChildren(element("p", `${found.dataset.altered} ${list.length}`), shown);
  };
  let waits = 0;
  copy.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(compare, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
})();

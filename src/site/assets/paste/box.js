// The box into which a copy is pasted: says what it is to the words of this page. Nothing leaves the page.

const LENGTH_MAX = 200000; // letters of a copy that are looked at
const LISTED_MAX = 200; // changes that are listed

// The paragraphs as they were signed: blank lines between, one line feed at the end.
const textOf = (article) => ({
  lang: article.lang,
  dir: article.dir,
  titles: [article.querySelector(".title").textContent],
  text: `${[...article.querySelectorAll(".text")].map((one) => one.textContent).join("\n\n")}\n`,
});
const element = (name, ...inside) => {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
};

// What stands around the parts that are of the text.
const around = (given, parts) => {
  const found = [];
  let at = 0;
  for (const [start, end] of [...parts.toSorted((left, right) => left[0] - right[0]), [given.length, given.length]]) {
    if (/\S/.test(given.slice(at, start))) found.push({ before: "", after: given.slice(at, start), at: [at, start] });
    at = Math.max(at, end);
  }
  return found;
};

// The copy with what differs marked in its place.
const marked = (given, changes) => {
  const shown = element("p");
  let end = 0;
  for (const { before, after, at } of changes) {
    shown.append(given.slice(end, at[0]));
    if (before !== "") shown.append(element("del", before), " ");
    if (after !== "") shown.append(element("ins", after));
    end = at[1];
  }
  shown.append(given.slice(end));
  shown.className = "diff";
  return shown;
};

const listed = (given, changes, words) => {
  const list = element("ol");
  for (const { before, after, at } of changes.slice(0, LISTED_MAX)) {
    const lead = given.slice(Math.max(0, at[0] - 60), at[0]).split(/\s+/u).slice(-5).join(" ");
    const item = element("li", lead === "" ? "" : `… ${lead} `);
    if (before !== "") item.append(element("small", words.removed), " ", element("del", before), " ");
    if (after !== "") item.append(element("small", words.added), " ", element("ins", after.trim()));
    list.append(item);
  }
  return list;
};

const report = (given, texts, place) => {
  const words = place.dataset;
  const found = nearest(given, texts);
  const folds = [...found.folds].map((one) => place.getAttribute(`data-fold-${one}`)).join(", ");
  const changes = found.match === "contains" ? around(given, found.parts) : found.changes;
  const values = { here: found.here, words: found.words, count: changes.length, copies: found.copies, folds };
  const say = (name) => element("p", words[name].replace(/\{([a-z]+)\}/g, (_, value) => values[value]));
  const said = [say(found.match)];
  if (found.copies > 1) said.push(say("copies"));
  if (found.letters.length > 0) {
    const letter = ({ character, plain }) =>
      `${character} (U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")})${plain === undefined ? "" : ` ≠ ${plain}`}`;
    said.push(element("p", `${words.letters} `, [...new Set(found.letters.map(letter))].slice(0, 20).join(", ")));
  }
  if (changes.length > 0) {
    const inside = [listed(given, changes, words), element("details", element("summary", words.marked), marked(given, changes))];
    for (const one of inside) Object.assign(one, { lang: found.one.lang, dir: found.one.dir });
    inside[1].open = true;
    said.push(...inside);
  }
  place.dataset.match = found.match;
  return said;
};

if (typeof document !== "undefined" && document.getElementById("paste") !== null) {
  const [form, copy, place] = ["paste", "copy", "found"].map((id) => document.getElementById(id));
  let texts = null;
  const answer = () => {
    const given = copy.value;
    texts ??= [...document.querySelectorAll(".words")].map(textOf).map(readable);
    delete place.dataset.match;
    if (given.trim() === "") place.replaceChildren();
    else if (given.length > LENGTH_MAX) place.replaceChildren(element("p", place.dataset.long));
    else place.replaceChildren(...report(given, texts, place));
  };
  let waits = 0;
  copy.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(answer, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}

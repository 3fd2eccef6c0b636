// What the desk is drawn with. Words of files only ever become text.

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const LABELS = JSON.parse(byId("labels").textContent);
const chosen = () => [...(root.dataset.fixed === undefined ? navigator.languages : []), root.dataset.language]
  .map((one) => one.slice(0, 2)).find((one) => LABELS[one] !== undefined);
let language = chosen();
const say = (name) => LABELS[language][name] ?? "";

const made = (name, children = [], attributes = {}) => {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...[children].flat().filter((child) => child !== null && child !== undefined));
  return one;
};

// A language by its name in the reader's language, and its tag.
const tongue = (tag) => {
  try {
    return `${new Intl.DisplayNames([language], { type: "language" }).of(tag)} (${tag})`;
  } catch {
    return tag;
  }
};

const list = (lines) => made("ul", lines.map((line) => made("li", line)));

// Names and values, of those that there are.
const facts = (pairs) => made("dl", pairs.filter(([, value]) => value !== undefined && value !== "")
  .flatMap(([name, value]) => [made("dt", say(name)), made("dd", value)]));

const MARKS = { old: "del", new: "ins", unseen: "mark", changed: "ins", missing: "del", around: "i" };
const pieces = (all) => all.map(({ is, text }) => (MARKS[is] === undefined ? text : made(MARKS[is], text)));

const show = (id, ...parts) => {
  const place = byId(id);
  if (parts.length > 0) place.replaceChildren(...parts);
  place.hidden = false;
};
const hide = (...ids) => ids.forEach((id) => {
  byId(id).hidden = true;
});

// What was found, or went wrong, for the eye and for a screen reader.
const tell = (text, isProblem = false) => {
  const place = byId("told");
  place.textContent = text;
  place.classList.toggle("problem", isProblem);
};

// A link that saves a file; nothing leaves the page by it but to the disk.
const saving = (label, name, text, after = () => {}) => {
  const link = made("a", label, { class: "save", download: name });
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.addEventListener("click", after);
  return link;
};

const kept = (label, text) => {
  const box = made("textarea", text, { readonly: "", rows: Math.min(8, text.split("\n").length + 2) });
  return made("label", [label, box]);
};

const speak = () => {
  root.lang = language;
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-language]")) {
    if (one !== root) one.setAttribute("aria-pressed", String(one.dataset.language === language));
  }
};

const hex = (count) => [...crypto.getRandomValues(new Uint8Array(count))]
  .map((byte) => byte.toString(16).padStart(2, "0")).join("");

const day = (value) => (value === "" ? "" : `${value}T00:00:00Z`);

// What the desk is drawn with. Words of files only ever become text.

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
let LABELS = {};
const chosen = () => [...(root.dataset.fixed === undefined ? navigator.languages : []), root.dataset.language]
  .map((one) => one.slice(0, 2)).find((one) => LABELS[one] !== undefined);
let language = root.dataset.language;
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
// Words that were taken from two texts stand side by side: a space keeps them apart.
const apart = (before, after) => /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after);
const pieces = (all) => all.flatMap(({ is, text }, at) => {
  const before = all[at - 1];
  const gap = before !== undefined && before.is !== is && [before.is, is].includes("missing") && apart(before.text, text);
  return [...(gap ? [" "] : []), MARKS[is] === undefined ? text : made(MARKS[is], text)];
});

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
  const box = made("textarea", text, { readonly: "", rows: Math.min(8, Math.ceil(text.length / 40) + text.split("\n").length) });
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

// The bytes in letters that are denser than base64: two of 91 letters are 13 bits, or 14 (basE91).
const dense = (text) => {
  const letters = Array.from({ length: 94 }, (_, at) => 33 + at).filter((one) => ![34, 60, 92].includes(one));
  const digits = new Map(letters.map((letter, at) => [letter, at]));
  const digit = (at) => digits.get(text.charCodeAt(at));
  const bytes = new Uint8Array(text.length);
  let [count, queue, bits] = [0, 0, 0];
  for (let at = 0; at + 1 < text.length; at += 2) {
    const value = digit(at) + digit(at + 1) * 91;
    queue |= value << bits;
    bits += (value & 8191) > 88 ? 13 : 14;
    for (; bits > 7; bits -= 8) {
      bytes[count] = queue & 255;
      count += 1;
      queue >>>= 8;
    }
  }
  if (text.length % 2 === 1) {
    bytes[count] = (queue | (digit(text.length - 1) << bits)) & 255;
    count += 1;
  }
  return bytes.subarray(0, count);
};

const hex = (count) => [...crypto.getRandomValues(new Uint8Array(count))]
  .map((byte) => byte.toString(16).padStart(2, "0")).join("");

const day = (value) => (value === "" ? "" : `${value}T00:00:00Z`);

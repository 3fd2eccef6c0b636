// The box for a copy: what the reader pastes goes to the engine, and nowhere else.

const COPY_LETTERS_MAX = 1000000;
const COMPARE_MILLISECONDS = 10000;
const PAUSE_MILLISECONDS = 300;
const LINES_MAX = 12;

const element = (name, text, { attributes = {}, children = [] } = {}) => {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const change = ({ before, after }, said) => {
  const part = (label, name, words) => (words === "" ? [] : [`${label} `, element(name, words), " "]);
  return element("li", null, { children: [...part(said.removed, "del", before), ...part(said.added, "ins", after)] });
};

const MARKS = { changed: "ins", missing: "del", around: "i" };
const marked = ({ is, text }) => (is === "same" ? text : element(MARKS[is], text));

const drawn = (answer, said) => {
  const { sentence, names, lines, changes = [], copy = [] } = answer;
  const told = lines.slice(0, LINES_MAX).map((line) => line.sentence ?? line);
  const parts = [sentence, names].filter((one) => one !== undefined).map((one) => element("p", one));
  parts.push(element("ul", null, { children: told.map((line) => element("li", line)) }));
  if (changes.length > 0) parts.push(element("ol", null, { children: changes.map((one) => change(one, said)) }));
  if (copy.length > 1) {
    const words = element("div", null, { attributes: { class: "diff" }, children: copy.map(marked) });
    parts.push(element("details", null, { children: [element("summary", said.marked), words] }));
  }
  return parts;
};

const paste = (first) => {
  const [form, box, found] = ["paste", "copy", "found"].map((id) => document.getElementById(id));
  let engine = first;
  let [timer, turn] = [null, 0];
  const say = (outcome, ...parts) => {
    found.replaceChildren(...parts);
    Object.assign(found.dataset, { outcome, match: "" });
  };
  const compare = async () => {
    const mine = (turn += 1);
    const copy = box.value;
    if (copy.trim() === "") return say("");
    if (copy.length > COPY_LETTERS_MAX) return say("unchecked", found.dataset.long);
    try {
      engine ??= (await opened()).engine;
      const request = { function: "check", language: root.dataset.language };
      const answer = await engine.ask(request, new TextEncoder().encode(copy), COMPARE_MILLISECONDS);
      if (mine !== turn) return undefined;
      say(answer.outcome, ...drawn(answer, found.dataset));
      found.dataset.match = answer.document?.match ?? "";
    } catch (error) {
      // An engine that was ended is started again for the next copy.
      engine = null;
      if (mine === turn) say("unchecked", error.message === "slow" ? found.dataset.slow : found.dataset.not);
    }
    return undefined;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(compare, PAUSE_MILLISECONDS);
  };
  box.addEventListener("input", later);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
};

// A version that is not published has no bundle yet: there is nothing to judge.
if (document.getElementById("bundle") !== null) {
  watch();
  check().then(paste);
}

// Whether the page shows what its bundle shows, told where the page said that nobody checked it.

// A page of three thousand takes three seconds on a desk; a telephone may take five times as long.
const JUDGE_MILLISECONDS = 30000;

const root = document.documentElement;

// Every piece that says a fact, and whatever else stands in a list of such pieces.
const shown = () => {
  const pieces = [];
  for (const one of document.querySelectorAll("[data-said], [data-list] > *")) {
    if (one.dataset.said !== undefined) pieces.push([one.dataset.said, one.textContent]);
    else if (one.querySelector("[data-said]") === null) pieces.push(["", one.textContent]);
  }
  return pieces;
};

// A translator or an archive changes what a page shows without any ill will: that is neither sound nor a problem.
const changedBy = () => {
  const marks = "[_msttexthash], [_mstmutation], [data-moz-translations-id], font[style]";
  const isTranslated = /(^| )translated-/u.test(root.className) || root.lang !== root.dataset.language;
  if (isTranslated || document.querySelector(marks) !== null) return "translated";
  const link = document.querySelector("a[rel=bookmark]");
  return link !== null && link.getAttribute("href") !== link.textContent ? "rewritten" : null;
};

const tell = (outcome, reason, lines = []) => {
  const place = document.getElementById("checked");
  place.textContent = place.dataset[reason];
  if (outcome === "broken") document.getElementById("answer").textContent = place.dataset.problem;
  document.body.classList.toggle("problem", outcome === "broken");
  const why = document.getElementById("why");
  why.replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
  root.dataset.countersignOutcome = outcome;
};

// The first piece that differs, as it is shown and as it was found.
const difference = ({ shown: there, found }) => [there, found].map((piece) => `«${piece?.[1] ?? "—"}»`).join(" ≠ ");

// An engine that has opened the page's bundle, and what it says of it.
const opened = async () => {
  const [wasm, bytes] = await Promise.all([held("engine", "missing"), held("bundle", "damaged")]);
  const engine = await started(wasm, JUDGE_MILLISECONDS);
  const { language } = root.dataset;
  const request = { function: "open", language, now: Math.floor(Date.now() / 1000) };
  const verdict = await engine.ask(request, bytes, JUDGE_MILLISECONDS);
  if (verdict.error !== undefined) throw new Unchecked("damaged");
  return { engine, verdict };
};

const judged = async () => {
  const pieces = shown();
  const { engine } = await opened();
  const request = { function: "page", language: root.dataset.language, shown: pieces };
  const { outcome, differs, lines } = await engine.ask(request, new Uint8Array(), JUDGE_MILLISECONDS);
  const grave = lines.filter(({ severity }) => severity === outcome).map(({ sentence }) => sentence);
  const reason = changedBy();
  // What the bundle itself says holds whatever was done to the page around it.
  if (outcome === "broken" && differs === undefined) tell(outcome, "problem", grave);
  else if (outcome === "unchecked") tell(outcome, "unread", grave);
  else if (reason !== null) tell("unchecked", reason);
  else if (outcome === "broken") tell(outcome, "problem", [difference(differs)]);
  // One of the two is wrong where records claim times far ahead of this device's clock.
  else tell(outcome, "checked", lines.filter(({ code }) => code === "clock").map(({ sentence }) => sentence));
  return engine;
};

// What a reader starts later, such as a translation, ends what was told before.
const watch = () => {
  const look = () => {
    const reason = changedBy();
    const { countersignOutcome } = root.dataset;
    if (reason !== null && ["holds", "caveat"].includes(countersignOutcome)) tell("unchecked", reason);
  };
  new MutationObserver(look).observe(root, { attributes: true, attributeFilter: ["class", "lang"] });
};

const check = () => judged().catch((error) => {
  // What the page could not do says nothing about what it shows.
  tell("unchecked", error instanceof Unchecked ? error.message : "unchecked");
  return null;
});

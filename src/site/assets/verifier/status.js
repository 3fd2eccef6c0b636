// The page's own check: judges the bundle that it carries, compares what the page shows, and says what was found.

const PROBLEM = "broken";

// What does not unpack was damaged on its way; where a browser cannot unpack at all, nothing is known.
const unpacked = async (text) => {
  if (typeof DecompressionStream === "undefined") throw new Unchecked("this browser cannot unpack a bundle");
  const packed = new Blob([fromBase64(text)]).stream();
  const reader = packed.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done && length <= 32 << 20; next = await reader.read()) {
      parts.push(next.value);
      length += next.value.length;
    }
    return fromUtf8(joined(...parts));
  } catch {
    throw new Broken("a bundle that cannot be unpacked");
  }
};

const isShown = async (found) => {
  const first = document.querySelector(".first").dataset;
  const { standing, record, endorsed, endorsed_of_named: some, named, withheld } = found;
  const counts = `${endorsed} ${some} ${named} ${withheld}`;
  if (first.standing !== standing || first.record !== record || first.counts !== counts) return false;
  // A long list shows those first that did not endorse, so lines are compared in one order.
  const lines = (all) => all.sort().join("\n");
  const want = lines(found.organisations.map((one) => `${one.organisation ?? ""} ${one.standing}`));
  const shown = [...document.querySelectorAll(".who li")].map((one) => `${one.dataset.organisation} ${one.dataset.standing}`);
  if (lines(shown) !== want) return false;
  for (const article of document.querySelectorAll("article.words")) {
    const paragraphs = [...article.querySelectorAll(".text")].map((one) => one.textContent);
    const words = `${paragraphs.join("\n\n")}\n`;
    if (found.texts[article.lang] !== (await hashOf(words))) return false;
  }
  return document.querySelectorAll("article.words").length === Object.keys(found.texts).length;
};

const check = async () => {
  const script = document.getElementById("bundle");
  const place = document.getElementById("checked");
  if (script === null || place === null) return;
  const damaged = (error) => ({ outcome: error instanceof Broken ? PROBLEM : "unchecked" });
  const found = await unpacked(script.textContent).then(judge, damaged);
  const isSound = found.outcome === "holds" || found.outcome === "caveat";
  const isProblem = found.outcome === PROBLEM || (isSound && !(await isShown(found)));
  if (!isProblem && !isSound) {
    place.textContent = place.dataset.unchecked;
  } else if (isProblem) {
    for (const one of [place, document.getElementById("answer")]) one.textContent = place.dataset.problem;
    document.body.classList.add("problem");
  } else {
    place.textContent = place.dataset.checked;
  }
  document.documentElement.dataset.found = isProblem ? PROBLEM : found.outcome;
};

if (typeof document !== "undefined") {
  check().catch(() => {
    // What this page could not do says nothing about what it shows: it stays as it was built, not checked.
    document.documentElement.dataset.found = "unchecked";
  });
}

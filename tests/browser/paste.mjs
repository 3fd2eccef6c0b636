// The paste box over copies whose answer is known: those of `tests/vectors/check-folds.json`, and those that
// `cargo test --test pages paste` leaves, with what the registry's own program says of each.
//
//   node tests/browser/paste.mjs CASES               in Node
//   node tests/browser/paste.mjs CASES MODULES PAGE  in the browsers of tests/browser/browsers.mjs; PAGE is the page of a
//                                                    version, into whose box the vectors are then pasted
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

import { browsers } from "./browsers.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [path, modules, file] = process.argv.slice(2);
const { tables, cases } = JSON.parse(readFileSync(path, "utf8"));
const vectors = JSON.parse(readFileSync(here("../vectors/check-folds.json"), "utf8"));

// In the order in which a page has them.
const policy = readFileSync(here("../../src/site/policy.rs"), "utf8");
const files = [...policy.matchAll(/include_str!\("(assets\/paste\/[a-z]+\.js)"\)/gu)].map((one) => one[1]);
const text = files.map((name) => readFileSync(here(`../../src/site/${name}`), "utf8")).join("");
const source = `"use strict";{const TABLES = ${JSON.stringify(tables)};\n${text}\nglobalThis.answer = ${answer};\n}`;

function answer({ copy, text, titles }) {
  const found = nearest(copy, [readable({ text, titles })]);
  const changes = found.changes.map(({ before, after }) => [before, after]);
  return { changes, folds: [...found.folds].sort(), match: found.match };
}

// Of several shortest ways from a text to a copy either may be taken: so many of a thousand may name other changes.
const OTHER_WAYS = 10;

let wrong = 0;
const hold = (isRight, what, want, found) => {
  if (isRight) return;
  wrong += 1;
  console.log(`${what}: want ${JSON.stringify(want)}, got ${JSON.stringify(found)}`);
};
const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

const inAll = async (where, ask) => {
  for (const one of vectors.cases) {
    const found = await ask({ copy: one.copy, text: vectors.texts[one.text], titles: vectors.titles });
    const isRight = found.match === one.match && (one.folds === undefined || same(found.folds, one.folds.toSorted()));
    hold(isRight, `${where}, ${one.name}`, [one.match, one.folds], found);
  }
  let ways = 0;
  for (const { name, want, ...asked } of cases) {
    const found = await ask(asked);
    const isOtherWay = found.match === "altered" && want.match === "altered" && !same(found, want);
    if (isOtherWay) ways += 1;
    hold(isOtherWay || same(found, want), `${where}, ${name}`, want, found);
  }
  hold(ways * 1000 <= cases.length * OTHER_WAYS, `${where}: altered in other places`, OTHER_WAYS, ways);
  if (ways > 0) console.log(`${ways} altered copies whose changes are told otherwise in ${where}`);
  console.log(`${vectors.cases.length + cases.length} copies in ${where}, ${wrong} with another answer`);
};

// The vectors in the box of a real page, whose words are replaced by theirs before the box reads them.
const inBox = async (browser, name) => {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  let pasted = 0;
  for (const one of vectors.cases.filter(({ copy }) => !copy.includes("\r"))) {
    await page.goto(pathToFileURL(resolve(file)).href);
    const found = await page.evaluate(async (copy, words, title) => {
      const [first, ...rest] = document.querySelectorAll(".words");
      for (const article of rest) article.remove();
      const paragraph = (name, content) =>
        Object.assign(document.createElement("p"), { className: name, textContent: content });
      first.replaceChildren(paragraph("title", title), ...words.trimEnd().split("\n\n").map((part) => paragraph("text", part)));
      const box = document.getElementById("copy");
      box.value = copy;
      box.dispatchEvent(new Event("input"));
      await new Promise((done) => { setTimeout(done, 200); });
      const place = document.getElementById("found");
      const all = (name) => place.querySelectorAll(name).length;
      return { match: place.dataset.match ?? null, text: place.textContent, marks: all("del") + all("ins"), items: all("li") };
    }, one.copy, vectors.texts[one.text], vectors.titles[0]);
    const want = one.copy.trim() === "" ? null : one.match;
    const hasMarks = want !== "altered" || (found.marks >= 2 * found.items && found.items > 0);
    hold(found.match === want && hasMarks && !/[{}]|null|undefined/u.test(found.text), `${name}, in the box, ${one.name}`, want, found);
    pasted += 1;
  }
  hold(said.length === 0, `${name} is quiet`, [], said);
  console.log(`${pasted} copies pasted in ${name}, ${wrong} with another answer`);
  await page.close();
};

if (modules === undefined) {
  runInThisContext(source);
  await inAll("Node", globalThis.answer);
} else {
  for (const { name, launch } of browsers(resolve(modules))) {
    const { browser, close } = await launch();
    const page = await browser.newPage();
    await page.goto(pathToFileURL(here("empty.html")).href);
    await page.evaluate((script) => { (0, eval)(script); }, source);
    await inAll(name, (asked) => page.evaluate((one) => globalThis.answer(one), asked));
    await inBox(browser, name);
    await close();
  }
}
process.exit(wrong === 0 ? 0 : 1);

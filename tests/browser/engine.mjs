// The engine over the cases that `cargo test --test pages engine` leaves, and the pages that use it: each answers as the
// program does, and a page that was changed says so.
//
//   node tests/browser/engine.mjs CASES ENGINE          in Node; ENGINE is the WebAssembly
//   node tests/browser/engine.mjs CASES ENGINE MODULES SITE PAGE
//                                                       in headless browsers, and the pages of a site, whole and
//                                                       changed; MODULES is a node_modules with puppeteer-core, PAGE one
//                                                       that carries its engine
import { createServer } from "node:http";
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

import { ELSEWHERE, browsers } from "./browsers.mjs";

const [cases, engine, modules, site, alone] = process.argv.slice(2);
const worker = readFileSync(fileURLToPath(new URL("../../src/site/assets/glue/worker.js", import.meta.url)), "utf8");

const fail = (what) => {
  process.exitCode = 1;
  console.log(`FAILED: ${what}`);
};

// Objects may name their members in any order.
const sorted = (value) => JSON.stringify(value, (_, one) =>
  one && typeof one === "object" && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
    : one);

// Each case is a bundle and what was asked of it, with the program's answers.
const answerAll = async (name, ask) => {
  const all = JSON.parse(readFileSync(cases, "utf8"));
  let [count, otherwise] = [0, 0];
  for (const { name: what, asked } of all) {
    for (const { request, bytes, want } of asked) {
      const got = await ask(request, bytes);
      count += 1;
      if (sorted(got) === sorted(want)) continue;
      otherwise += 1;
      console.log(`${name}: ${what}: ${request.function}: want ${sorted(want).slice(0, 600)}, got ${sorted(got).slice(0, 600)}`);
    }
  }
  console.log(`${count} answers in ${name}, ${otherwise} of them other ones`);
  if (otherwise > 0 || count === 0) process.exitCode = 1;
};

const inNode = async () => {
  const { instance } = await WebAssembly.instantiate(readFileSync(engine), {});
  const call = runInThisContext(`(engine) => { ${worker.replace("let engine;", "").replace("onmessage =", "const ignored =")}; return call; }`)(instance);
  await answerAll("Node", (request, bytes) => call(request, Buffer.from(bytes, "utf8")));
};

// In a page without any policy, by the same worker as on a site's pages.
const inBrowser = async (name, browser) => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(fileURLToPath(new URL("empty.html", import.meta.url))).href);
  await page.evaluate(async (source, wasm) => {
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const ask = (message) => new Promise((done, fail) => {
      worker.onmessage = ({ data }) => (data.failed === undefined ? done(data.answer) : fail(new Error(data.failed)));
      worker.postMessage({ id: 1, ...message });
    });
    await ask({ wasm: Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)) });
    globalThis.ask = (request, bytes) => ask({ request, bytes: new TextEncoder().encode(bytes) });
  }, worker, readFileSync(engine).toString("base64"));
  await answerAll(name, (request, bytes) => page.evaluate((...given) => globalThis.ask(...given), request, bytes));
  await page.close();
};

// What is done to a page, and what it must then say of itself: an outcome, and the attribute that has the words.
const SOUND = ["holds", "caveat"];
const replace = (found, put) => (html) => html.replace(found, put);
const CHANGES = {
  "nothing": [(html) => html, "sound", "checked"],
  "a visible name": [replace(/(data-said="name">)(.)/u, "$1x$2"), "broken", "problem"],
  "the headline": [replace(/(data-said="answer">)([^<]*)/u, "$112 of the 12 organisations named have endorsed this exact text."), "broken", "problem"],
  "the title": [replace(/(data-said="title">)(.)/u, "$1x$2"), "broken", "problem"],
  "a fact": [replace(/(data-said="fact">)(.)/u, "$1x$2"), "broken", "problem"],
  "a word of standing": [replace(/(data-said="word">)([^<]*)/u, "$1declined!"), "broken", "problem"],
  "a word of the text": [replace(/(<p class="text" data-said="text">)(.)/u, "$1x$2"), "broken", "problem"],
  "a date or a reason": [replace(/(data-said="detail">)(.)/u, "$1x$2"), "broken", "problem"],
  "a domain": [replace(/(data-said="domain">)(.)/u, "$1x$2"), "broken", "problem"],
  "one organisation more": [replace(/(<ul class="who" data-list>)/u, "$1<li><b>endorsed</b> Another</li>"), "broken", "problem"],
  "one organisation less": [replace(/<li class="[a-z]+"><span class="word" data-said="word">.*?<\/li>/u, ""), "broken", "problem"],
  "a paragraph more": [replace(/(<p class="title" data-said="text-title">)/u, "<p>More.</p>$1"), "broken", "problem"],
  "a translation": [replace(/<html lang="[a-z]+"/u, '<html class="translated-ltr" lang="de"'), "unchecked", "translated"],
  "an archive": [replace(/(rel="bookmark" href=")/u, "$1https://archive.example/2026/"), "unchecked", "rewritten"],
  "a letter of the packed bundle": [replace(/(id="bundle">.{900})(.)/u, (_, before, one) => before + (one === "A" ? "B" : "A")), "unsound", null],
  "the end of the packed bundle": [replace(/(id="bundle">[^<]*)[^<]{400}</u, "$1<"), "unchecked", "damaged"],
  "another engine": [replace(/(data-src="[^"]*engine-)[0-9a-f]/u, "$1x"), "unchecked", "missing"],
};

// What a browser may lack, and the reason that the page must then give.
const LACKS = {
  "WebAssembly": [() => {
    const Real = Worker;
    globalThis.Worker = function Without() { return new Real("data:text/javascript,throw 1"); };
  }, "unchecked"],
  "DecompressionStream": [() => { delete globalThis.DecompressionStream; }, "unchecked"],
  "time": [() => {
    const real = setTimeout;
    globalThis.setTimeout = (run, wait, ...more) => real(run, wait === 30000 ? 0 : wait, ...more);
  }, "slow"],
};

const told = async (page) => {
  await page.waitForFunction(() => document.documentElement.dataset.countersignOutcome !== undefined, { timeout: 60000 });
  return page.evaluate(() => {
    const { dataset, textContent } = document.getElementById("checked");
    const reason = Object.keys(dataset).find((one) => dataset[one] === textContent);
    return { outcome: document.documentElement.dataset.countersignOutcome, reason,
      answer: document.getElementById("answer").textContent === dataset.problem };
  });
};

const look = async (browser, address, prepare = null) => {
  const page = await browser.newPage();
  const said = [];
  page.on("pageerror", (error) => said.push(error.message));
  if (prepare !== null) await page.evaluateOnNewDocument(prepare);
  await page.goto(address);
  const found = await told(page);
  await page.close();
  return { ...found, said };
};

const fits = (found, outcome, reason) => {
  const isOutcome = { sound: SOUND.includes(found.outcome), unsound: !SOUND.includes(found.outcome) }[outcome] ?? found.outcome === outcome;
  return isOutcome && (reason === null || found.reason === reason) && (found.outcome === "broken") === found.answer;
};

const versions = () => readdirSync(site, { recursive: true })
  .filter((path) => /\/v\d+\/[0-9a-f]{64}\.html$/u.test(path)).sort();

// Every version's page as it is, one of each language changed in every way, from a disk.
const changedPages = async (name, browser, home) => {
  const folder = join(home, "site");
  cpSync(site, folder, { recursive: true });
  let count = 0;
  for (const path of versions()) {
    const html = readFileSync(join(site, path), "utf8");
    const file = join(folder, path);
    const all = path.includes("water-defenders/v1/") ? Object.entries(CHANGES) : Object.entries(CHANGES).slice(0, 1);
    for (const [what, [change, outcome, reason]] of all) {
      const changed = change(html);
      if (what !== "nothing" && changed === html) fail(`${path}: ${what} changes nothing`);
      writeFileSync(file, changed);
      const found = await look(browser, pathToFileURL(file).href);
      if (!fits(found, outcome, reason)) fail(`${name}: ${path}, changed ${what}: ${JSON.stringify(found)}`);
      count += 1;
    }
    writeFileSync(file, html);
  }
  console.log(`${count} pages from a disk in ${name}`);
};

const serving = () => new Promise((done) => {
  const server = createServer(({ url }, answer) => {
    const path = join(resolve(site), new URL(url, "http://x").pathname);
    if (!existsSync(path)) return answer.writeHead(404).end();
    answer.setHeader("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
    return answer.end(readFileSync(path));
  });
  server.listen(0, "127.0.0.1", () => done({ server, port: server.address().port }));
});

// The same page over a loopback, over plain HTTP on another name, alone, and in a browser that lacks something.
const otherPlaces = async (name, browser) => {
  const { server, port } = await serving();
  const [path] = versions().filter((one) => one.startsWith("2024/"));
  const places = { "a loopback": `http://127.0.0.1:${port}/${path}`, "another name": `http://${ELSEWHERE}:${port}/${path}` };
  for (const [what, address] of Object.entries(places)) {
    const found = await look(browser, address);
    if (!fits(found, "sound", "checked")) fail(`${name}: over ${what}: ${JSON.stringify(found)}`);
  }
  const single = await look(browser, pathToFileURL(resolve(alone)).href);
  if (!fits(single, "sound", "checked")) fail(`${name}: alone: ${JSON.stringify(single)}`);
  for (const [what, [lack, reason]] of Object.entries(LACKS)) {
    const found = await look(browser, places["a loopback"], lack);
    if (!fits(found, "unchecked", reason)) fail(`${name} without ${what}: ${JSON.stringify(found)}`);
  }
  // A changed engine is refused where a browser compares hashes.
  const script = readdirSync(site).find((one) => /^engine-/u.test(one));
  const whole = readFileSync(join(site, script));
  writeFileSync(join(site, script), `${whole}//`);
  const changed = await look(browser, `http://127.0.0.1:${port}/${path}?2`);
  writeFileSync(join(site, script), whole);
  if (!fits(changed, "unchecked", "missing")) fail(`${name}: a changed engine: ${JSON.stringify(changed)}`);
  server.close();
  console.log(`one page at ${Object.keys(places).length + 1} places in ${name}, and where something is missing`);
};

if (modules === undefined) {
  await inNode();
} else {
  for (const { name, launch } of browsers(resolve(modules))) {
    const { browser, home, close } = await launch();
    try {
      await inBrowser(name, browser);
      await changedPages(name, browser, home);
      await otherPlaces(name, browser);
    } finally {
      await close();
    }
  }
}
process.exit();

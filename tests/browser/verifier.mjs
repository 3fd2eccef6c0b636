// The browser's verifier over the cases that `cargo test --test pages verifier` leaves: each has the outcome it should have.
//
//   node tests/browser/verifier.mjs CASES            in Node, which has the same WebCrypto
//   node tests/browser/verifier.mjs CASES MODULES SITE
//                                                    in headless browsers, and the pages of a site that check themselves,
//                                                    whole and damaged; MODULES is a node_modules with puppeteer-core
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";
import { deflateRawSync, inflateRawSync } from "node:zlib";

import { browsers } from "./browsers.mjs";

// In the order in which a page has them.
const policy = readFileSync(fileURLToPath(new URL("../../src/site/policy.rs", import.meta.url)), "utf8");
const files = [...policy.matchAll(/include_str!\("(assets\/verifier\/[a-z0-9]+\.js)"\)/gu)].map((one) => one[1]);
const text = files.map((name) => readFileSync(fileURLToPath(new URL(`../../src/site/${name}`, import.meta.url)), "utf8")).join("");
const source = `"use strict";{\n${text}\nglobalThis.judge = judge;}`;

const [cases, modules, site] = process.argv.slice(2);

// The bundle of a page with something changed in it.
const inBundle = (change) => (html) => html.replace(/(id="bundle">)([^<]*)/u, (_, before, packed) => {
  const bundle = inflateRawSync(Buffer.from(packed, "base64")).toString();
  return before + deflateRawSync(Buffer.from(change(bundle))).toString("base64");
});
const other = (_, before, one) => before + (one === "A" ? "B" : "A");

// What is done to a page, and what it must then say of itself.
const DAMAGE = {
  "nothing": (html) => html,
  "a word of the text": (html) => html.replace(/(<p class="text">)(.)/u, "$1x$2"),
  "where an organisation stands": (html) => html.replace(/data-standing="(named|endorsed)"><span/u, 'data-standing="declined"><span'),
  "how many endorse": (html) => html.replace(/data-counts="(\d+)/u, 'data-counts="9$1'),
  "a record in the bundle": inBundle((bundle) => bundle.replace(/(\\"made_at\\":\\"20)/u, "$13")),
  "a signature in the bundle": inBundle((bundle) => bundle.replace(/(BEGIN SSH SIGNATURE-----\\n.{300})(.)/u, other)),
  "the head of the log": inBundle((bundle) => bundle.replace(/("checkpoint":"[^"\u2014]*\u2014 [^" ]* .{20})(.)/u, other)),
  "a letter of the packed bundle": (html) => html.replace(/(id="bundle">.{900})(.)/u, other),
  "the end of the packed bundle": (html) => html.replace(/(id="bundle">[^<]*)[^<]{400}</u, "$1<"),
};

// What a browser may lack, and must then say of itself.
const LACK = {
  "Ed25519": () => {
    const refuse = () => Promise.reject(new DOMException("no such algorithm", "NotSupportedError"));
    Object.assign(SubtleCrypto.prototype, { importKey: refuse, verify: refuse });
  },
  "WebCrypto": () => Object.defineProperty(globalThis, "crypto", { value: undefined }),
  "DecompressionStream": () => delete globalThis.DecompressionStream,
};

const checkLacks = async (name, browser) => {
  const path = readdirSync(site, { recursive: true }).find((one) => /^2024.*\/v1\/[0-9a-f]{64}\.html$/u.test(one));
  for (const [what, lack] of Object.entries(LACK)) {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(lack);
    await page.goto(pathToFileURL(join(resolve(site), path)).href);
    await page.waitForFunction(() => document.documentElement.dataset.found !== undefined, { timeout: 30000 });
    const found = await page.evaluate(() => {
      const { dataset, textContent } = document.getElementById("checked");
      return [document.documentElement.dataset.found, textContent !== dataset.checked && textContent !== dataset.problem,
        textContent];
    });
    console.log(`${name} without ${what}: ${found[0]}, "${found[2]}"`);
    if (found[0] !== "unchecked" || !found[1]) process.exitCode = 1;
    await page.close();
  }
};

const checkPages = async (name, browser, home) => {
  const isVersion = (path) => /\/v\d+\/[0-9a-f]{64}\.html$/u.test(path);
  const paths = readdirSync(site, { recursive: true }).filter(isVersion).sort();
  let wrong = 0;
  let count = 0;
  for (const path of paths) {
    const html = readFileSync(join(site, path), "utf8");
    for (const [what, change] of Object.entries(DAMAGE)) {
      const changed = change(html);
      if (what !== "nothing" && changed === html) continue;
      const file = join(home, "version.html");
      writeFileSync(file, changed);
      const page = await browser.newPage();
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(error.message));
      await page.goto(pathToFileURL(file).href);
      await page.waitForFunction(() => document.documentElement.dataset.found !== undefined, { timeout: 30000 });
      const { found, checked, good, bad, answer } = await page.evaluate(() => {
        const place = document.getElementById("checked");
        return { found: document.documentElement.dataset.found, checked: place.textContent, good: place.dataset.checked,
          bad: place.dataset.problem, answer: document.getElementById("answer").textContent };
      });
      const isRight = what === "nothing"
        ? ["holds", "caveat"].includes(found) && checked === good
        : found === "broken" && checked === bad && answer === bad;
      count += 1;
      if (!isRight || said.length > 0) {
        wrong += 1;
        console.log(`${name}: ${path}, changed ${what}: ${found} "${checked}" ${said}`);
      }
      await page.close();
    }
  }
  console.log(`${count} pages in ${name}, ${wrong} that say something else of themselves`);
  if (wrong > 0 || count < paths.length * 4) process.exitCode = 1;
};

const told = ({ outcome, ...found }) => {
  if (outcome !== "holds" && outcome !== "caveat") return { outcome };
  const { standing, record, title, endorsed, named, endorsed_of_named, withheld, organisations } = found;
  const lines = organisations.map((one) => [one.organisation ?? null, one.name, one.standing]);
  return { outcome, standing, record, title, endorsed, named, endorsed_of_named, withheld, organisations: lines };
};
const sorted = (value) => JSON.stringify(value, (_, one) =>
  one && typeof one === "object" && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
    : one);

const all = JSON.parse(readFileSync(cases, "utf8"));
const judgeAll = async (name, judge) => {
  let otherwise = 0;
  for (const { name: what, bundle, want } of all) {
    const found = await judge(bundle);
    // What could not be read as a bundle is proof of nothing: it must not look sound, whatever it is called.
    const isSame = want.outcome === "unread"
      ? found.outcome === "broken" || found.outcome === "unchecked"
      : sorted(told(found)) === sorted(want);
    if (isSame) continue;
    otherwise += 1;
    console.log(`${name}: ${what}: want ${sorted(want)}, got ${sorted(told(found))} (${found.why})`);
  }
  console.log(`${all.length} bundles in ${name}, ${otherwise} judged otherwise`);
  if (otherwise > 0) process.exitCode = 1;
};

if (modules === undefined) {
  runInThisContext(source);
  await judgeAll("Node", (bundle) => globalThis.judge(bundle));
} else {
  for (const { name, launch } of browsers(resolve(modules))) {
    const { browser, home, close } = await launch();
    const page = await browser.newPage();
    await page.goto(pathToFileURL(fileURLToPath(new URL("empty.html", import.meta.url))).href);
    await page.evaluate((script) => { (0, eval)(script); }, source);
    await judgeAll(name, (bundle) => page.evaluate((one) => globalThis.judge(one), bundle));
    await checkPages(name, browser, home);
    await checkLacks(name, browser);
    await close();
  }
}
process.exit();

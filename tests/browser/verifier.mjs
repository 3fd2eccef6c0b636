// The browser's verifier over the cases that `cargo test --test verifier` leaves: each has the outcome it should have.
//
//   node tests/browser/verifier.mjs CASES            in Node, which has the same WebCrypto
//   node tests/browser/verifier.mjs CASES MODULES SITE
//                                                    in headless Chromium, and the pages of a site that check themselves,
//                                                    whole and damaged; MODULES is a node_modules with puppeteer-core
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

// In the order in which a page has them.
const policy = readFileSync(fileURLToPath(new URL("../../src/site/policy.rs", import.meta.url)), "utf8");
const files = [...policy.matchAll(/include_str!\("\.\.\/\.\.\/(assets\/verifier\/[a-z0-9]+\.js)"\)/gu)].map((one) => one[1]);
const text = files.map((name) => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8")).join("");
const source = `"use strict";{\n${text}\nglobalThis.judge = judge;}`;

const [cases, modules, site] = process.argv.slice(2);

const inNode = async () => {
  runInThisContext(source);
  return { judge: (bundle) => globalThis.judge(bundle), pages: async () => {}, close: () => {} };
};

const inChromium = async () => {
  const { default: puppeteer } = await import(pathToFileURL(
    join(resolve(modules), "puppeteer-core/lib/esm/puppeteer/puppeteer-core.js")));
  const home = mkdtempSync(join(tmpdir(), "countersign-chromium-"));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    pipe: true,
    userDataDir: join(home, "profile"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  writeFileSync(join(home, "page.html"), "<!DOCTYPE html><title>verifier</title>");
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(home, "page.html")).href);
  await page.addScriptTag({ content: source });
  return {
    judge: (bundle) => page.evaluate((one) => globalThis.judge(one), bundle),
    pages: () => checkPages(browser, home),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
};

// What is done to a page, and what it must then say of itself.
const DAMAGE = {
  "nothing": (html) => html,
  "a word of the text": (html) => html.replace(/(<p class="text">)(.)/u, "$1x$2"),
  "where an organisation stands": (html) => html.replace(/data-standing="(named|endorsed)"><span/u, 'data-standing="declined"><span'),
  "how many endorse": (html) => html.replace(/data-counts="(\d+)/u, 'data-counts="9$1'),
  "a record in the bundle": (html) => html.replace(/(\\"made_at\\":\\"20)/u, "$13"),
  "a signature in the bundle": (html) => html.replace(/(BEGIN SSH SIGNATURE-----\\n.{300})(.)/u, (_, before, one) => before + (one === "A" ? "B" : "A")),
  "the head of the log": (html) => html.replace(/("checkpoint":"[^"\u2014]*\u2014 [^" ]* .{20})(.)/u, (_, before, one) => before + (one === "A" ? "B" : "A")),
};

const checkPages = async (browser, home) => {
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
        console.log(`${path}, changed ${what}: ${found} "${checked}" ${said}`);
      }
      await page.close();
    }
  }
  console.log(`${count} pages, ${wrong} that say something else of themselves`);
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

const { judge, pages, close } = await (modules === undefined ? inNode() : inChromium());
const all = JSON.parse(readFileSync(cases, "utf8"));
let otherwise = 0;
for (const { name, bundle, want } of all) {
  const found = await judge(bundle);
  // What could not be read as a bundle is proof of nothing: it must not look sound, whatever it is called.
  const isSame = want.outcome === "unread"
    ? found.outcome === "broken" || found.outcome === "unchecked"
    : sorted(told(found)) === sorted(want);
  if (isSame) continue;
  otherwise += 1;
  console.log(`${name}: want ${sorted(want)}, got ${sorted(told(found))} (${found.why})`);
}
console.log(`${all.length} bundles, ${otherwise} judged otherwise`);
await pages();
await close();
process.exit(otherwise === 0 ? process.exitCode ?? 0 : 1);

// The pages in real headless browsers, Chromium and Firefox: quiet, without a request, usable, and right about a pasted copy.
//
//   node tests/browser/run.mjs MODULES PROGRAM SITE… [--screenshots DIR]
//
// MODULES is a node_modules with puppeteer-core and axe-core, PROGRAM the binary, SITE a folder of `site build`.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { browsers } from "./browsers.mjs";

const PHONE = { width: 390, height: 844, deviceScaleFactor: 1, isMobile: true, hasTouch: true };
const TOUCH = { isMobile: false, hasTouch: false };
const NARROW = { width: 320, height: 640, deviceScaleFactor: 1 };
const DESK = { width: 1280, height: 900, deviceScaleFactor: 1 };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const given = process.argv.slice(2);
const at = given.indexOf("--screenshots");
const pictures = at < 0 ? null : given.splice(at, 2)[1];
const [modules, program, ...sites] = given.map((path) => resolve(path));
const axe = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");

// The browser that is asked now; what Puppeteer cannot tell Firefox over BiDi is left to Chromium.
let browser = null;
let kind = "";
const isChromium = () => kind === "Chromium";

let failures = 0;
let checks = 0;
const check = (holds, what, found = "") => {
  checks += 1;
  if (holds) return;
  failures += 1;
  console.log(`FAILED in ${kind}: ${what}${found === "" ? "" : `: ${JSON.stringify(found)}`}`);
};
const pagesOf = (site) => readdirSync(site, { recursive: true })
  .filter((path) => path.endsWith(".html")).map((path) => join(site, path)).sort();
const isVersion = (path) => /\/v\d+\/[0-9a-f]{64}\.html$/u.test(path);
const url = (path) => pathToFileURL(path).href;

// A page that tells whatever it says and asks for.
const open = async (address, view, prepare = async () => {}) => {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { said.push("dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    const link = request.url();
    const isOwn = link === address || /^(data|blob):/u.test(link) || /\/(engine|bundle)-[0-9a-f]{64}\.js$/u.test(link);
    if (!isOwn) said.push(`request: ${link}`);
  });
  await page.setViewport(isChromium() ? view : { ...view, ...TOUCH });
  await prepare(page);
  await page.goto(address, { waitUntil: "load" });
  return { page, said };
};

// Every page: quiet, no sideways scrolling at 320 pixels, no violation of WCAG 2.2 AA.
const everyPage = async (site) => {
  for (const path of pagesOf(site)) {
    const name = relative(site, path);
    const { page, said } = await open(url(path), NARROW);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(wide <= NARROW.width, `${name} scrolls sideways at ${NARROW.width} pixels`, wide);
    check(said.length === 0, `${name} is quiet`, said);
    if (isChromium() && (isVersion(path) || !/^(es|fr)\//u.test(name))) {
      await page.evaluate(axe);
      const result = await page.evaluate(
        (rules) => globalThis.axe.run({ runOnly: { type: "tag", values: rules } }), RULES);
      const found = result.violations.map((one) =>
        [one.id, one.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3)]);
      check(found.length === 0, `${name} has no violation`, found);
      check(result.passes.length > 5, `${name} was looked at`, result.passes.length);
    }
    await page.close();
  }
};

// What a phone shows before anybody scrolls.
const firstFiveSeconds = async (path, name) => {
  const { page } = await open(url(path), PHONE);
  const bottom = await page.evaluate(
    () => document.querySelector(".first").getBoundingClientRect().bottom);
  check(bottom <= PHONE.height, `${name}: the first part fits on a phone`, bottom);
  const small = await page.evaluate(() => [...document.querySelectorAll(".first *")]
    .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 13).length);
  check(small === 0, `${name}: letters have 13 pixels at least`, small);
  await page.close();
};

// Everything that can be used is reached by the tab key, in order, and shows that it is.
const keyboard = async (path, name) => {
  const { page } = await open(url(path), DESK);
  const wanted = await page.evaluate(() => [...document.querySelectorAll(
    "a[href], textarea, summary, button, [tabindex='0']")].filter((one) =>
    one.checkVisibility()).length);
  const reached = [];
  for (let step = 0; step < wanted; step += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => {
      const one = document.activeElement;
      const all = [...document.querySelectorAll("*")];
      return [all.indexOf(one), getComputedStyle(one).outlineStyle, one.className];
    }));
  }
  check(reached[0]?.[2] === "skip", `${name}: the first stop leads to the content`, reached[0]);
  check(reached.every(([place], index) => index === 0 || place > reached[index - 1][0]),
    `${name}: the tab key goes on in order`, reached);
  check(reached.every(([, outline]) => outline !== "none"), `${name}: focus is seen`, reached);
  await page.close();
};

const withoutScript = async (path, name) => {
  const { page, said } = await open(url(path), PHONE, (page) => page.setJavaScriptEnabled(false));
  const text = await page.$eval("main", (main) => main.innerText);
  check(text.includes("Not checked on your device."), `${name}: says that nothing was checked`);
  check(text.includes("cannot compare it without JavaScript"), `${name}: says what is missing`);
  check(text.includes("countersign verify "), `${name}: says how to check`);
  check(await page.$eval("#paste", (form) => form.hidden), `${name}: no box that does nothing`);
  check(said.length === 0, `${name} is quiet without scripts`, said);
  await page.close();
};

// A reader who wants less motion gets none.
const motion = async (path, name) => {
  const less = [{ name: "prefers-reduced-motion", value: "reduce" }];
  const { page } = await open(url(path), DESK, (page) => page.emulateMediaFeatures(less));
  const found = await page.evaluate(() => [getComputedStyle(document.documentElement).scrollBehavior,
    document.getAnimations().length]);
  check(found[0] === "auto" && found[1] === 0, `${name}: nothing moves`, found);
  await page.close();
};

const paste = async (path, name) => {
  const { page, said } = await open(url(path), PHONE);
  const answer = async (text) => {
    await page.waitForFunction(() => !document.getElementById("paste").hidden, { timeout: 60000 });
    await page.$eval("#copy", (box, value) => {
      delete document.getElementById("found").dataset.outcome;
      box.value = value;
      box.dispatchEvent(new Event("input"));
    }, text);
    await page.waitForFunction(() => document.getElementById("found").dataset.outcome !== undefined, { timeout: 60000 });
    return page.$eval("#found", (found) => ({
      match: found.dataset.match ?? null,
      text: found.innerText,
      removed: [...found.querySelectorAll("li del")].map((one) => one.textContent),
      added: [...found.querySelectorAll("li ins")].map((one) => one.textContent),
      items: found.querySelectorAll("ol li").length,
      marked: [...found.querySelectorAll(".diff del, .diff ins")].map((one) => one.textContent).join(),
    }));
  };
  const is = async (match, what, text) => {
    const found = await answer(text);
    check(found.match === match && found.text !== "", `${name}: ${what}`, found);
    return found;
  };
  const text = await page.$$eval(".words", (all) =>
    [...all[0].querySelectorAll(".text")].map((one) => one.textContent).join("\n\n"));
  await is("exact", "an exact copy", `${text}\n`);
  await is("layout", "no last line end", text);
  const wrapped = await is("layout", "other line breaks", text.replace(/ /gu, "\n"));
  check(/spacing/u.test(wrapped.text), `${name}: names the fold`, wrapped);
  await is("typography", "capitals", text.toUpperCase());
  await is("contains", "words around it", `A preface.\n\n${text}`);
  const words = text.split(/\s+/u);
  const changed = await is("altered", "one word is another", [...words.slice(0, 5), "<b>never</b>", ...words.slice(6)].join(" "));
  check(changed.items === 1 && changed.removed.join() === words[5], `${name}: names the word`, changed);
  check(changed.added.join() === "<b>never</b>", `${name}: what was pasted stays words`, changed);
  check(changed.marked === `${words[5]},<b>never</b>`, `${name}: marks the word in its place`, changed);
  const strange = await is("altered", "a letter that only looks the same", text.replace("e", "\u0435"));
  check(/U\+0435/u.test(strange.text), `${name}: names the letter`, strange);
  await is("unknown", "other words", "Something else.");
  await is("excerpt", "a paragraph", text.split("\n\n")[1]);
  check((await answer("x ".repeat(600000))).text.startsWith("This is too long"), `${name}: without end`);
  check((await answer("")).text === "", `${name}: an empty box says nothing`);
  const begun = Date.now();
  await answer(`${text}\n\n`.repeat(Math.floor(200000 / (text.length + 2))));
  check(Date.now() - begun < 10000, `${name}: the longest copy takes no ten seconds`, Date.now() - begun);
  check(said.length === 0, `${name} is quiet while it compares`, said);
  await page.close();
};

// The policy stops a script that came in with markup, and every request. Where the page's own script may load the engine,
// it may also make scripts; nothing else may.
const policy = async (path, name, isScripted) => {
  const { page } = await open(url(path), DESK);
  const ran = await page.evaluate(async (mayMake) => {
    const box = document.createElement("div");
    box.innerHTML = "<img src='data:,' onerror='globalThis.ran = true'>";
    document.body.append(box);
    if (!mayMake) {
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
    }
    const image = new Image();
    image.src = "https://elsewhere.example/x.png";
    const asked = await fetch("https://elsewhere.example/").then(() => true, () => false);
    await new Promise((done) => { setTimeout(done, 200); });
    return [globalThis.ran === true, asked];
  }, isScripted);
  check(!ran[0] && !ran[1], `${name}: the policy holds`, ran);
  await page.close();
};

// The same over HTTP, as `site serve` gives it.
const served = async () => {
  const server = spawn(program, ["site", "serve", "--no-input"], { stdio: ["ignore", "pipe", "ignore"] });
  const line = await new Promise((done) => server.stdout.once("data", (data) => done(`${data}`)));
  const address = /http:\/\/127\.0\.0\.1:\d+\//u.exec(line)[0];
  for (const path of ["index.html", "log.html", "fr/organisations/index.html"]) {
    const { page, said } = await open(address + path, DESK);
    check(said.length === 0, `served ${path} is quiet`, said);
    check((await page.$("h1")) !== null, `served ${path} is a page`);
    await page.close();
  }
  server.kill();
};

// The page that `bundle -o FILE.html` writes checks itself wherever it lies.
const alone = async () => {
  const home = mkdtempSync(join(tmpdir(), "countersign-page-"));
  const file = join(home, "page.html");
  const ran = spawnSync(program, ["bundle", "2024/water-defenders@2", "-o", file, "--no-input"]);
  check(ran.status === 0, "bundle -o page.html", `${ran.stderr}`);
  const { page, said } = await open(url(file), PHONE);
  await page.waitForFunction(() => document.documentElement.dataset.countersignOutcome !== undefined, { timeout: 60000 });
  const found = await page.evaluate(() => {
    const { textContent, dataset } = document.getElementById("checked");
    return [document.documentElement.dataset.countersignOutcome, textContent === dataset.checked];
  });
  check(["holds", "caveat"].includes(found[0]) && found[1], "a page alone checks itself", found);
  check(said.length === 0, "a page alone is quiet", said);
  await page.close();
  rmSync(home, { recursive: true });
};

const picture = async (path, name, view, act = async () => {}) => {
  const { page } = await open(url(path), view);
  await act(page);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.close();
};

const everything = async () => {
  for (const site of sites) await everyPage(site);
  const [site] = sites;
  const versions = pagesOf(site).filter(isVersion);
  for (const path of versions) await firstFiveSeconds(path, relative(site, path));
  const english = versions.find((path) => path.includes(`${site}/2024/water-defenders/v1/`));
  const name = relative(site, english);
  await keyboard(english, name);
  await keyboard(join(site, "index.html"), "index.html");
  if (isChromium()) {
    await withoutScript(english, name);
    await motion(english, name);
  }
  await paste(english, name);
  await policy(english, name, true);
  await policy(join(site, "index.html"), "index.html", false);
  await served();
  await alone();
};

const allPictures = async () => {
  const [site, hostile] = sites;
  const versions = pagesOf(site).filter(isVersion);
  const version = (part) => versions.find((path) => path.includes(`${site}/${part}`));
  const english = version("2024/water-defenders/v1/");
  const type = (page) => page.$eval("#copy", (box) => {
    const text = [...document.querySelector(".words").querySelectorAll(".text")]
      .map((one) => one.textContent).join("\n\n");
    box.value = text.replace("those who", "nobody who");
    box.dispatchEvent(new Event("input"));
    box.scrollIntoView({ behavior: "instant" });
  }).then(() => new Promise((done) => { setTimeout(done, 400); }));
  await picture(english, "version-replaced", PHONE);
  await picture(version("2024/water-defenders/v2/"), "version-current", PHONE);
  await picture(version("2021/venezuela-solidarity/v1/"), "version-historical", PHONE);
  await picture(version("es/2024/water-defenders/v2/"), "version-spanish", PHONE);
  await picture(english, "version-paste", PHONE, type);
  await picture(join(site, "index.html"), "statements", PHONE);
  await picture(join(site, "2024/water-defenders/changes-1-2.html"), "changes", PHONE);
  await picture(join(site, "organisations/juncal.example.html"), "organisation", PHONE);
  await picture(join(site, "log.html"), "log", PHONE);
  if (hostile !== undefined) {
    const marks = pagesOf(hostile).filter(isVersion).find((path) => path.includes(`${hostile}/2021/marks/`));
    await picture(marks, "version-hostile", PHONE);
    await picture(marks, "version-arabic", PHONE,
      (page) => page.evaluate(() => document.getElementById("ar").scrollIntoView({ behavior: "instant" })));
  }
};

for (const one of browsers(modules)) {
  const launched = await one.launch();
  [browser, kind] = [launched.browser, one.name];
  const before = [checks, failures];
  try {
    if (isChromium() && pictures !== null) await allPictures();
    await everything();
  } finally {
    await launched.close();
  }
  console.log(`${checks - before[0]} checks in ${kind}, ${failures - before[1]} failed`);
}
process.exitCode = failures === 0 && checks > 0 ? 0 : 1;

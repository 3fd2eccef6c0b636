// The desk as people use it: by keyboard alone, by touch, enlarged, in the dark, on paper, and in a browser that cannot run it.
import { join } from "node:path";

import { accessible, check, drop, fresh, idle, isChromium, text, visible } from "./hands.mjs";

const request = (folder, name, out) => join(folder, out, `${name}.example`, "request.countersign");

const opened = async (page, file) => {
  await drop(page, "#files", file);
  await visible(page, "#request-title");
  await idle(page);
};

// Goes on with the tab key until what has the focus fits; each stop is seen, and comes after the one before.
const tabTo = async (page, selector) => {
  let last = -1;
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const { isIt, place, outline, name } = await page.evaluate((wanted) => {
      const one = document.activeElement;
      return { isIt: one.matches(wanted), place: [...document.querySelectorAll("*")].indexOf(one), name: one.outerHTML.slice(0, 80),
        outline: getComputedStyle(one).outlineStyle };
    }, selector);
    check(place > last, `the tab key goes on in order to ${name}`, [place, last]);
    check(outline !== "none", `focus is seen on ${name}`, outline);
    last = place;
    if (isIt) return;
  }
  check(false, `the tab key reaches ${selector}`);
};

// An answer from the request to the reply without a pointer; what appears has the focus.
const keyboard = async (browser, folder) => {
  const { page } = await fresh(browser, folder);
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement.tagName)) === "BUTTON", "the first stop is a language");
  await opened(page, request(folder, "dos", "out"));
  const focused = () => page.evaluate(() => document.activeElement.id);
  check((await focused()) === "request-title", "what was opened has the focus", await focused());
  await tabTo(page, "input[name=act]");
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  check(await page.$eval("input[value=decline]", (one) => one.checked), "arrows choose the answer");
  await tabTo(page, "[name=reason]");
  await page.keyboard.type("Not now.");
  await tabTo(page, "[name=domain]");
  await page.keyboard.type("dos.example");
  await page.keyboard.press("Enter");
  await visible(page, "#sign");
  await idle(page);
  check((await focused()) === "sign-title", "what will be signed has the focus", await focused());
  await tabTo(page, "#signing [name=key]");
  await drop(page, "#signing [name=key]", join(folder, "dos"));
  await tabTo(page, "#signing [name=passphrase]");
  await page.keyboard.press("Enter");
  await visible(page, "#sent");
  await idle(page);
  check((await focused()) === "sent-title", "what was signed has the focus", await focused());
  await tabTo(page, "a.save");
  await page.close();
};

// Every label is read before what it names, and nothing that can be used is without one.
const labels = async (page) => {
  const found = await page.evaluate(() => [...document.querySelectorAll("input, textarea, select, button, summary, a")]
    .filter((one) => one.checkVisibility())
    .filter((one) => ((one.labels?.[0] ?? one).textContent || one.getAttribute("aria-label") || "").trim() === "")
    .map((one) => one.outerHTML.slice(0, 80)));
  check(found.length === 0, "all that can be used has a name", found);
};

const touched = async (browser, folder) => {
  const { page } = await fresh(browser, folder, (one) => one.setViewport(
    { width: 360, height: 740, deviceScaleFactor: 2, ...(isChromium() ? { isMobile: true, hasTouch: true } : {}) }));
  await opened(page, request(folder, "junta", "b"));
  const hit = async (selector) => (isChromium() ? page.tap(selector) : page.click(selector));
  await hit("input[value=endorse]");
  await hit("#answer details > summary");
  await labels(page);
  const small = await page.evaluate(() => [...document.querySelectorAll("button, summary, input:not([type=file]), select, textarea, a")]
    .filter((one) => one.checkVisibility()).map((one) => [one.closest("label.plain, fieldset label") ?? one, one])
    .filter(([one]) => one.getBoundingClientRect().height < 32).map(([, one]) => one.outerHTML.slice(0, 80)));
  check(small.length === 0, "a finger hits all that can be used", small);
  await accessible(page, "a request on a telephone");
  await page.close();
};

// Twice as large; bright and dark; on paper; without motion.
const looks = async (browser, folder) => {
  const { page } = await fresh(browser, folder, (one) => one.setViewport({ width: 640, height: 400, deviceScaleFactor: 2 }));
  await opened(page, request(folder, "dos", "b"));
  await page.click("input[value=endorse]");
  await accessible(page, "a request at 200 %");
  check((await page.evaluate(() => document.getAnimations().length)) === 0, "nothing moves");
  if (isChromium()) {
    const grounds = [];
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      await accessible(page, `a request, ${value}`);
      grounds.push(await page.$eval("body", (one) => getComputedStyle(one).backgroundColor));
    }
    check(grounds[0] !== grounds[1], "the dark has a ground of its own", grounds);
    await page.emulateMediaType("print");
    const printed = await page.evaluate(() => [...document.querySelectorAll("button, .drop, #make")].filter((one) => one.checkVisibility()).length);
    check(printed === 0, "paper has no buttons", printed);
    check((await text(page, "#request")).includes("We ask for release."), "paper has the words");
  }
  await page.close();
};

// Without scripts, and without what unpacks the engine, it says so in every language and offers nothing that does not work.
const unable = async (browser, folder) => {
  const says = ["could not run", "no pudo ejecutar", "n’a pas pu exécuter"];
  const { page } = await fresh(browser, folder, (one) => one.evaluateOnNewDocument(() => {
    delete globalThis.DecompressionStream;
  }));
  await page.waitForFunction(() => document.getElementById("told").textContent !== "");
  const told = await text(page, "#told");
  check(says.every((words) => told.includes(words)), "an old browser says that it is one", told);
  await page.close();
  if (!isChromium()) return;
  const { page: plain } = await fresh(browser, folder, (one) => one.setJavaScriptEnabled(false));
  const shown = await text(plain, "main");
  check(says.every((words) => shown.includes(words)), "a browser without scripts says so", shown);
  await plain.close();
};

export const uses = async (browser, folder) => {
  await keyboard(browser, folder);
  await touched(browser, folder);
  await looks(browser, folder);
  await unable(browser, folder);
};

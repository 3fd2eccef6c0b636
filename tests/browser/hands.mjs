// The hands of somebody at the desk: files are chosen, words are typed, buttons are pressed by what stands on them.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

export const [modules, program] = process.argv.slice(2).map((path) => resolve(path));
const axe = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
export const PASSPHRASE = "correct horse battery";

// Which browser is asked now, and what was found so far.
export const now = { kind: "", checks: 0, failures: 0 };
export const isChromium = () => now.kind === "Chromium";

export const check = (holds, what, found = "") => {
  now.checks += 1;
  if (holds) return;
  now.failures += 1;
  console.log(`FAILED in ${now.kind}: ${what}${found === "" ? "" : `: ${JSON.stringify(found)}`}`);
};

export const run = (folder, command, ...words) => {
  const env = { PATH: process.env.PATH, HOME: join(folder, "home"), LANG: "C.UTF-8" };
  const ran = spawnSync(command, words, { cwd: join(folder, "coalition"), env, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`${command} ${words.join(" ")}: ${ran.stdout}${ran.stderr}`);
  return ran.stdout;
};

// A desk that was just opened from the disk, and what it asked for or said besides.
export const fresh = async (browser, folder, prepare = async () => {}) => {
  // Firefox opens none while it is still closing the one before.
  const page = await browser.newPage().catch(() => sleep(500).then(() => browser.newPage()));
  await prepare(page);
  const said = [];
  const address = pathToFileURL(join(folder, "desk.html")).href;
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("console", (message) => said.push(`console: ${message.text()}`));
  page.on("request", (one) => {
    if (one.url() !== address && !/^(data|blob):/u.test(one.url())) said.push(`request: ${one.url()}`);
  });
  await page.goto(address);
  return { page, said };
};

export const drop = async (page, selector, ...files) => {
  const input = await page.$(selector);
  await input.uploadFile(...files);
};
export const idle = (page) => page.waitForFunction(() => !document.documentElement.hasAttribute("aria-busy")
  && document.getElementById("told").textContent !== "Working …", { timeout: 90000 });
export const visible = (page, selector) => page.waitForSelector(selector, { visible: true, timeout: 90000 });
export const text = (page, selector) => page.$eval(selector, (one) => one.innerText);
export const press = async (page, words) => {
  const buttons = await page.$$("button");
  for (const button of buttons) {
    if ((await button.evaluate((one) => one.checkVisibility() && one.textContent)) === words) return button.click();
  }
  throw new Error(`no button ${words}`);
};

export const saved = async (downloads, page, label, name) => {
  const links = await page.$$("a.save");
  for (const link of links) {
    if ((await link.evaluate((one) => one.textContent)) !== label) continue;
    await link.click();
    // Firefox makes the file first and fills it then.
    const isWhole = () => existsSync(join(downloads, name)) && statSync(join(downloads, name)).size > 0 && !existsSync(join(downloads, `${name}.part`));
    for (let wait = 0; wait < 100 && !isWhole(); wait += 1) await sleep(100);
    const words = readFileSync(join(downloads, name), "utf8");
    rmSync(join(downloads, name));
    return words;
  }
  throw new Error(`no link ${label}`);
};

export const accessible = async (page, what) => {
  const [wide, all] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  check(wide <= all, `${what} does not scroll sideways at ${all} pixels`, wide);
  if (!isChromium()) return;
  await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run({ runOnly: { type: "tag", values: rules } }), RULES);
  check(violations.length === 0, `${what} has no violation`, violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3)]));
};

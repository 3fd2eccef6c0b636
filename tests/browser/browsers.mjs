// The browsers of this machine, headless: Chromium over pipes, and Firefox over WebDriver BiDi, without geckodriver.
// Both are Debian's; CHROMIUM and FIREFOX name others.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const KINDS = [
  {
    name: "Chromium",
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    options: {
      pipe: true,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    },
  },
  {
    name: "Firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    options: { browser: "firefox" },
  },
];

export const browsers = (modules) => {
  const launch = async ({ executablePath, options }) => {
    const { default: puppeteer } = await import(pathToFileURL(
      join(modules, "puppeteer-core/lib/esm/puppeteer/puppeteer-core.js")));
    const home = mkdtempSync(join(tmpdir(), "countersign-browser-"));
    const browser = await puppeteer.launch({ ...options, executablePath, headless: true, userDataDir: join(home, "profile") });
    const close = async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    };
    return { browser, home, close };
  };
  const found = KINDS.filter(({ executablePath }) => existsSync(executablePath));
  for (const { name } of KINDS.filter((one) => !found.includes(one))) console.log(`*** NO ${name.toUpperCase()} ***`);
  return found.map((kind) => ({ name: kind.name, launch: () => launch(kind) }));
};

// The browsers of this machine, headless: Chromium over pipes, and Firefox over WebDriver BiDi, without geckodriver.
// Both are Debian's; CHROMIUM and FIREFOX name others.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// A name that leads to this machine and is not called a loopback: to a browser, a page from there is not secure.
export const ELSEWHERE = "statements.test";

const KINDS = [
  {
    name: "Chromium",
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    options: {
      pipe: true,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", `--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`],
    },
  },
  {
    name: "Firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    // Puppeteer would let pages from a disk read each other, which no reader's Firefox does.
    options: {
      browser: "firefox",
      extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true, "network.dns.localDomains": ELSEWHERE },
    },
  },
];

// What a page saves lies in a folder, without a question.
const saving = (folder) => ({
  "browser.download.folderList": 2, "browser.download.dir": folder, "browser.download.useDownloadDir": true,
  "browser.download.always_ask_before_handling_new_types": false,
  "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
});

export const browsers = (modules) => {
  const launch = async ({ executablePath, options }) => {
    const { default: puppeteer } = await import(pathToFileURL(
      join(modules, "puppeteer-core/lib/esm/puppeteer/puppeteer-core.js")));
    const home = mkdtempSync(join(tmpdir(), "countersign-browser-"));
    const downloads = join(home, "downloads");
    mkdirSync(downloads);
    const prefs = { ...options.extraPrefsFirefox, ...saving(downloads) };
    const browser = await puppeteer.launch({
      ...options, ...(options.browser === "firefox" ? { extraPrefsFirefox: prefs } : {}),
      executablePath, headless: true, userDataDir: join(home, "profile"),
    });
    if (options.browser !== "firefox") {
      const session = await browser.target().createCDPSession();
      await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
    }
    const close = async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    };
    return { browser, home, downloads, close };
  };
  const found = KINDS.filter(({ executablePath }) => existsSync(executablePath));
  for (const { name } of KINDS.filter((one) => !found.includes(one))) console.log(`*** NO ${name.toUpperCase()} ***`);
  return found.map((kind) => ({ name: kind.name, launch: () => launch(kind) }));
};

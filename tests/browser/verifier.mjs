// The browser's verifier over the cases that `cargo test --test verifier` leaves: each has the outcome it should have.
//
//   node tests/browser/verifier.mjs CASES            in Node, which has the same WebCrypto
//   node tests/browser/verifier.mjs CASES MODULES    in headless Chromium; MODULES is a node_modules with puppeteer-core
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

// In the order in which the page has them; src/site/policy.rs holds the same list.
const FILES = ["bytes", "canonical", "ed25519", "keys", "log", "records", "keyring", "ledger", "statements", "bundle",
  "derived", "verdict"];
const folder = fileURLToPath(new URL("../../assets/verifier/", import.meta.url));
const source = `${FILES.map((name) => readFileSync(join(folder, `${name}.js`), "utf8")).join("")}\nglobalThis.judge = judge;`;

const [cases, modules] = process.argv.slice(2);

const inNode = async () => {
  runInThisContext(source);
  return { judge: (bundle) => globalThis.judge(bundle), close: () => {} };
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
    judge: (bundle) => page.evaluate((text) => globalThis.judge(text), bundle),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
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

const { judge, close } = await (modules === undefined ? inNode() : inChromium());
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
await close();
process.exit(otherwise === 0 ? 0 : 1);

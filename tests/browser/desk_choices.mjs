// Every answer that the desk takes, keys of each kind as `ssh-keygen` makes them, and what belongs to another request.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PASSPHRASE, accessible, check, drop, fresh, idle, now, press, program, run, saved, text, visible } from "./hands.mjs";

const TEXTS = { es: "Pedimos la libertad.\n", ar: "نطالب بالحرية.\n", en: "We ask for release.\n" };
const CIPHERS = { ctr: ["-Z", "aes256-ctr", "-a", "16"], gcm: ["-Z", "aes256-gcm@openssh.com"], chacha: ["-Z", "chacha20-poly1305@openssh.com", "-a", "24"] };
const told = (page) => text(page, "#told");

// A second text in three languages with an attachment, whose first draft was replaced, and an organisation of which two must sign.
export const choicesOf = (folder, countersign) => {
  for (const [name, cipher] of Object.entries(CIPHERS)) {
    run(folder, "ssh-keygen", "-q", "-t", "ed25519", ...cipher, "-N", PASSPHRASE, "-C", name, "-f", `../${name}`);
  }
  run(folder, "ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", "../ecdsa");
  countersign("org", "add", "junta.example", "--name", "Junta", "--threshold", "2",
    ...Object.keys(CIPHERS).flatMap((name) => ["--key", `${name}=../${name}.pub`]));
  for (const [language, words] of Object.entries(TEXTS)) writeFileSync(join(folder, `b.${language}.txt`), words);
  writeFileSync(join(folder, "list.pdf"), "%PDF-1.4 names\n");
  writeFileSync(join(folder, "changed.pdf"), "%PDF-1.4 other names\n");
  const propose = (title) => countersign("propose", "2022/b", "--attachment", "../list.pdf",
    ...Object.keys(TEXTS).flatMap((language) => ["--title", `${language}=${title}`, "--text", `${language}=../b.${language}.txt`]));
  propose("An older draft");
  countersign("request", "2022/b@1", "--org", "dos.example", "-o", "../older");
  countersign("sign", "../older/dos.example/request.countersign", "--key", "../dos", "--confirm", "dos.example", "-o", "../older.reply");
  propose("A draft");
  countersign("request", "2022/b@1", "--org", "dos.example", "--org", "junta.example", "-o", "../b", "--mail", "--reply-to", "answers@coalition.example");
  // Somebody else's registry, which asks an organisation of the same name, with a key of its own.
  mkdirSync(join(folder, "stranger"));
  const strange = (...words) => run(folder, program, "--no-input", "-C", "../stranger", ...words);
  strange("init", "--name", "Coalition", "--origin", "coalition.example/log", "--maintainer", "maria=../maria.pub");
  strange("org", "add", "dos.example", "--name", "dos", "--key", "press=../uno.pub");
  strange("propose", "2022/b", "--title", "A draft", "--text", "en=../b.en.txt");
  strange("request", "2022/b@1", "--org", "dos.example", "-o", "../strange");
  for (const [name, bytes] of [["photo.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0])], ["empty.txt", ""],
    ["lost.html", "<html><title>404 Not Found</title></html>"]]) writeFileSync(join(folder, name), bytes);
};

const requestOf = (folder, name, out = "b") => join(folder, out, `${name}.example`, "request.countersign");

const opened = async (page, ...files) => {
  await drop(page, "#files", ...files);
  await visible(page, "#request-title");
  await idle(page);
};

const signed = async (page, folder, key, words = PASSPHRASE) => {
  await drop(page, "#signing [name=key]", join(folder, key));
  if (words !== "") await page.type("#signing [name=passphrase]", words);
  await press(page, "Sign");
  await idle(page);
};

// The same request, the same choices, salt and time: the same bytes as the program wrote.
const sameBytes = async (browser, folder, downloads) => {
  const want = readFileSync(join(folder, "dos.reply"), "utf8");
  const body = Buffer.from(/REPLY-----\n([^-]+)\n-----END/u.exec(want)[1], "base64").toString();
  const [, salt] = /\\?"salt\\?":\\?"([0-9a-f]{32})/u.exec(body);
  const { page } = await fresh(browser, folder, (one) => one.evaluateOnNewDocument((hex) => {
    Crypto.prototype.getRandomValues = (array) => {
      array.set(hex.match(/../gu).map((byte) => parseInt(byte, 16)));
      return array;
    };
  }, salt));
  await opened(page, requestOf(folder, "dos", "out"));
  await page.click("input[value=endorse]");
  await page.type("[name=domain]", "dos.example");
  await press(page, "Show what I will sign");
  await visible(page, "#sign");
  await idle(page);
  await signed(page, folder, "dos", "");
  await visible(page, "#sent");
  check((await saved(downloads, page, "Save the reply", "reply.countersign")) === want, "page and program sign the same bytes");
  await page.close();
};

// Two officers, with keys that are locked in different ways, endorse one language of three, on conditions, for their members.
const everything = async (browser, folder, downloads) => {
  const { page, said } = await fresh(browser, folder);
  await opened(page, requestOf(folder, "junta"));
  await page.click("input[value=endorse]");
  for (const one of ["ar", "en"]) await page.click(`[name=texts][value=${one}]`);
  await page.click("#answer details > summary");
  await page.type("[name=at_least]", "2");
  await page.$eval("[name=not_before]", (one) => { one.value = "2026-01-01"; });
  await page.$eval("[name=until]", (one) => { one.value = "2040-12-31"; });
  await page.select("[name=capacity]", "members");
  await page.type("[name=domain]", " Junta.Example ");
  await press(page, "Show what I will sign");
  await visible(page, "#sign");
  await idle(page);
  const shown = await text(page, "#prepared");
  for (const piece of ["2026-01-01", "2040-12-31", "members", "at least 2"]) check(shown.includes(piece), `what is signed has ${piece}`, shown);
  const exact = await page.$eval("#prepared pre", (one) => one.textContent);
  check(JSON.parse(exact).texts.es !== undefined && Object.keys(JSON.parse(exact).texts).length === 1, "one text of three is endorsed", exact);
  await signed(page, folder, "ecdsa", "");
  check((await told(page)).includes("none of those") || (await told(page)).includes("Ed25519"), "an ECDSA key is refused", await told(page));
  await signed(page, folder, "gcm");
  await visible(page, "#sent");
  check((await text(page, "#sent")).includes("More officers must sign"), "another officer must sign");
  const first = join(folder, `first-${now.kind}.reply`);
  writeFileSync(first, await saved(downloads, page, "Save the reply", "reply.countersign"));
  check(said.length === 0, "choices are quiet", said);
  await page.close();
  const { page: second } = await fresh(browser, folder);
  // In whichever order they are dropped.
  await drop(second, "#files", first, requestOf(folder, "junta"));
  await visible(second, "#sign");
  await idle(second);
  check((await text(second, "#prepared")).includes("SHA256:"), "who signed before is shown");
  check((await text(second, "#request")).includes("نطالب"), "the words are shown beside a reply");
  await signed(second, folder, "gcm");
  check((await told(second)).includes("has signed already"), "nobody signs twice", await told(second));
  await signed(second, folder, "chacha");
  await visible(second, "#sent");
  const both = await saved(downloads, second, "Save the reply", "reply.countersign");
  writeFileSync(join(folder, `both-${now.kind}.reply`), both);
  await second.close();
};

// A public no; then what came by mail as a whole, an attachment, another draft's answer and another registry's request.
const beside = async (browser, folder, downloads) => {
  const { page, said } = await fresh(browser, folder);
  const mails = readdirSync(join(folder, "b"), { recursive: true }).filter((name) => name.endsWith(".eml") && name.includes("dos"));
  await opened(page, join(folder, "b", mails[0]));
  check((await text(page, "#request")).includes("A draft"), "a request in a mail is opened");
  check((await page.$$eval("article[lang=ar]", (all) => all.map((one) => getComputedStyle(one).direction))).join() === "rtl", "Arabic runs from the right");
  await drop(page, "#files", join(folder, "list.pdf"));
  await idle(page);
  check((await told(page)).includes("unchanged"), "an attachment is compared", await told(page));
  await drop(page, "#files", join(folder, "changed.pdf"));
  await idle(page);
  check(!(await told(page)).includes("unchanged"), "a changed attachment is none", await told(page));
  await drop(page, "#files", join(folder, "older.reply"));
  await page.waitForFunction(() => document.getElementById("told").textContent.includes("another request"), { timeout: 90000 });
  await page.click("input[value=decline]");
  await page.click("[name=public]");
  await page.type("[name=reason]", "We do not agree.");
  await page.type("[name=domain]", "dos.example");
  await press(page, "Show what I will sign");
  await visible(page, "#sign");
  await idle(page);
  const exact = JSON.parse(await page.$eval("#prepared pre", (one) => one.textContent));
  check(exact.public === true && exact.reason === "We do not agree.", "a public no is one", exact);
  await signed(page, folder, "dos", "");
  await visible(page, "#sent");
  writeFileSync(join(folder, `no-${now.kind}.reply`), await saved(downloads, page, "Save the reply", "reply.countersign"));
  const words = await page.$eval("#request .code", (one) => one.textContent);
  await opened(page, requestOf(folder, "dos", "strange"));
  check((await page.$eval("#request .code", (one) => one.textContent)) !== words, "another registry has other words, whatever its name");
  check(await page.$eval("#sent", (one) => one.hidden), "what was answered before is gone");
  await page.click("input[value=endorse]");
  await page.type("[name=domain]", "dos.example");
  await press(page, "Show what I will sign");
  await visible(page, "#sign");
  await idle(page);
  await signed(page, folder, "dos", "");
  check((await told(page)).includes("none of those"), "a key signs for no other registry", await told(page));
  await drop(page, "#files", requestOf(folder, "dos"), requestOf(folder, "junta"));
  await idle(page);
  check((await told(page)).includes("one by one"), "of two requests one is told to wait", await told(page));
  for (const [file, says] of [["photo.jpg", "nothing that the desk knows"], ["dos.pub", "public key"], ["lost.html", "web page"], ["empty.txt", "nothing in this file"]]) {
    await drop(page, "#files", join(folder, file));
    await page.waitForFunction((words) => document.getElementById("told").textContent.includes(words), { timeout: 30000 }, says)
      .then(() => check(true, says), async () => check(false, `${file}: ${says}`, await told(page)));
    await idle(page);
  }
  check(said.length === 0, "what is dropped is quiet", said);
  await page.close();
};

export const choices = async (browser, folder, downloads) => {
  await sameBytes(browser, folder, downloads);
  await everything(browser, folder, downloads);
  await beside(browser, folder, downloads);
};

// Later: the endorsement is there, and is taken back.
export const withdrawn = async (browser, folder, downloads) => {
  const { page } = await fresh(browser, folder);
  await page.setViewport({ width: 320, height: 640 });
  await opened(page, requestOf(folder, "dos", "again"));
  check(!(await text(page, "#answer")).includes("Decline"), "who endorsed can withdraw, and not decline");
  await page.click("input[value=withdraw]");
  await page.type("[name=reason]", "It was changed.");
  await page.type("[name=domain]", "dos.example");
  await press(page, "Show what I will sign");
  await visible(page, "#sign");
  await idle(page);
  await accessible(page, "a withdrawal");
  await signed(page, folder, "dos", "");
  await visible(page, "#sent");
  writeFileSync(join(folder, `withdrawal-${now.kind}.reply`), await saved(downloads, page, "Save the reply", "reply.countersign"));
  await page.close();
};

// Two bundles of one size with two roots, one after the other and both at once.
export const split = async (browser, folder) => {
  for (const files of [[["one.json"], ["two.json"]], [["one.json", "two.json"]]]) {
    const { page } = await fresh(browser, folder);
    for (const together of files) {
      await drop(page, "#files", ...together.map((name) => join(folder, name)));
      await visible(page, "#verdict");
      await page.waitForFunction((name) => document.getElementById("outcome").innerText.includes(name), { timeout: 90000 }, together.at(-1));
      await idle(page);
    }
    const shown = await text(page, "#outcome");
    check((await page.evaluate(() => document.documentElement.dataset.countersignOutcome)) === "broken", "two histories are a problem", shown);
    check(shown.includes("two histories") && shown.includes("one.json") && shown.includes("two.json"), "both files are named", shown);
    await accessible(page, "two histories");
    await page.close();
  }
};

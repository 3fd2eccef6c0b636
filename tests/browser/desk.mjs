// The desk in real browsers, from a disk: a request of the program is answered there as a person would, by files that are
// chosen and words that are typed, and the program takes the answer in.
//
//   node tests/browser/desk.mjs MODULES PROGRAM
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { browsers } from "./browsers.mjs";
import { choices, choicesOf, split, withdrawn } from "./desk_choices.mjs";
import { uses } from "./desk_use.mjs";
import { PASSPHRASE, accessible, check, drop, fresh, idle, modules, now, press, program, run, saved, text, visible } from "./hands.mjs";

const WORDS = "We stand together.\n\nWe ask for <img src=x onerror=alert(1)> release.\n";

// What somebody could send who wants the page to stop, or to believe it.
const hostile = (folder) => {
  const envelope = (body) => `words\n\n-----BEGIN COUNTERSIGN REQUEST-----\n${body}\n-----END COUNTERSIGN REQUEST-----\n`;
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write("large.request", envelope("A".repeat(10 << 20)));
  write("scripts.request", envelope(Buffer.from(`{"name":"<script>alert(1)</script>","type":"countersign/request/v1"}`).toString("base64")));
  write("cut.request", readFileSync(request(folder, "uno"), "utf8").slice(0, -200));
  run(folder, "python3", "-c", [
    "import zipfile", "with zipfile.ZipFile('../bomb.zip', 'w', zipfile.ZIP_DEFLATED) as z:",
    " z.writestr('request.countersign', b'0' * (256 << 20))", " z.writestr('word/document.xml', b' ' * (256 << 20))",
  ].join("\n"));
  run(folder, "python3", "-c", [
    "import zipfile", "with zipfile.ZipFile('../folder.zip', 'w', zipfile.ZIP_DEFLATED) as z:",
    " z.write('../out/uno.example/READ-ME.txt', 'uno.example/READ-ME.txt')",
    " z.write('../out/uno.example/request.countersign', 'uno.example/request.countersign')",
  ].join("\n"));
};

// The text as Word files: as it is, and with a word changed.
const documents = (folder) => run(folder, "python3", "-c", [
  "import sys, zipfile", "from xml.sax.saxutils import escape",
  "for name, words in zip(['same', 'changed'], sys.argv[1:]):",
  " runs = ''.join(f'<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>' for one in words.split('\\n'))",
  " with zipfile.ZipFile(f'../{name}.docx', 'w') as z:",
  "  z.writestr('[Content_Types].xml', '<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>')",
  "  z.writestr('_rels/.rels', '<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>')",
  "  z.writestr('word/document.xml', f'<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{runs}</w:body></w:document>')",
].join("\n"), WORDS, WORDS.replace("together", "alone"));

// A registry that has asked two organisations about a text with markup in it; one key has a passphrase.
const coalition = (folder) => {
  mkdirSync(join(folder, "coalition"));
  mkdirSync(join(folder, "home"));
  const countersign = (...words) => run(folder, program, "--no-input", ...words);
  for (const name of ["maria", "dos"]) countersign("key", "new", `../${name}`, "--no-passphrase");
  run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-a", "100", "-N", PASSPHRASE, "-C", "uno", "-f", "../uno");
  run(folder, "ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", "../rsa");
  countersign("init", "--name", "Coalition", "--origin", "coalition.example/log", "--maintainer", "maria=../maria.pub");
  writeFileSync(join(folder, "text.txt"), WORDS);
  for (const name of ["uno", "dos"]) countersign("org", "add", `${name}.example`, "--name", `<b>${name}</b>`, "--key", `press=../${name}.pub`);
  countersign("propose", "2021/a", "--title", "<script>alert(1)</script>", "--text", "en=../text.txt",
    "--signatory", "uno.example", "--signatory", "dos.example");
  countersign("request", "2021/a@1", "--all", "-o", "../out", "--reply-to", "answers@coalition.example");
  countersign("request", "--enrol", "tres.coalition.example", "--name", "<i>tres</i>", "-o", "../out", "--reply-to", "answers@coalition.example");
  countersign("sign", "../out/dos.example/request.countersign", "--key", "../dos", "--confirm", "dos.example", "-o", "../dos.reply");
  countersign("desk", "-o", "../desk.html");
  choicesOf(folder, countersign);
  hostile(folder);
  return countersign;
};

const request = (folder, name) => join(folder, "out", `${name}.example`, "request.countersign");

// A request from its file to the reply: what is shown, what is refused, and what is saved.
const answered = async (browser, folder, downloads) => {
  const { page, said } = await fresh(browser, folder);
  await page.setViewport({ width: 320, height: 640 });
  await accessible(page, "the empty desk");
  await drop(page, "#files", request(folder, "uno"));
  await visible(page, "#request-title");
  await idle(page);
  const shown = await text(page, "#request");
  for (const piece of ["Coalition", "<b>uno</b> (uno.example)", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>"]) {
    check(shown.includes(piece), `the request shows ${piece}`, shown);
  }
  await accessible(page, "a request");
  await page.click("input[value=endorse]");
  await page.click("[name=texts]");
  await page.type("[name=domain]", "uno.example");
  await press(page, "Show what I will sign");
  await idle(page);
  check((await text(page, "#told")) === "Texts that we endorse", "no text chosen is not every text");
  await page.click("[name=texts]");
  await page.$eval("[name=domain]", (one) => { one.value = ""; });
  await page.type("[name=reservation]", "Not the second sentence.");
  await page.type("[name=domain]", "dos.example");
  await press(page, "Show what I will sign");
  await idle(page);
  check((await text(page, "#told")).includes("not the domain"), "another domain is refused");
  await page.$eval("[name=domain]", (one) => { one.value = ""; });
  await page.type("[name=domain]", "uno.example");
  await press(page, "Show what I will sign");
  await visible(page, "#sign");
  await idle(page);
  const prepared = await text(page, "#prepared");
  check(prepared.includes("Not the second sentence."), "what will be signed is shown", prepared);
  await accessible(page, "what will be signed");
  for (const [file, words, says] of [["rsa", "", "Ed25519"], ["dos", "", "none of those"], ["uno", "wrong", "does not open"]]) {
    await drop(page, "#signing [name=key]", join(folder, file));
    if (words !== "") await page.type("#signing [name=passphrase]", words);
    await press(page, "Sign");
    await idle(page);
    check((await text(page, "#told")).includes(says), `${file}: ${says}`, await text(page, "#told"));
  }
  await page.type("#signing [name=passphrase]", PASSPHRASE);
  await page.click("#signing [name=wish]");
  await press(page, "Sign");
  await visible(page, "#sent");
  const wish = await saved(downloads, page, "Save the wish: private, for those who keep the registry", "wish.countersign");
  writeFileSync(join(folder, `wish-${now.kind}.countersign`), wish);
  check((await text(page, "#sent")).includes("answers@coalition.example"), "the reply's address is shown");
  await accessible(page, "the reply");
  const reply = await saved(downloads, page, "Save the reply", "reply.countersign");
  writeFileSync(join(folder, `reply-${now.kind}.countersign`), reply);
  check(await page.$eval("#answer", (one) => one.hidden), "what comes next stands first");
  await press(page, "Change the answer");
  check((await page.$eval("[name=domain]", (one) => one.value)) === "uno.example", "the answer comes back as it was");
  check(await page.$eval("#sent", (one) => one.hidden), "the reply that was made is gone while its answer is changed");
  check(said.length === 0, "the desk is quiet", said);
  await page.close({ runBeforeUnload: false });
};

const declined = async (browser, folder, downloads) => {
  const { page } = await fresh(browser, folder);
  await page.setViewport({ width: 1000, height: 800 });
  await drop(page, "#files", request(folder, "dos"));
  await visible(page, "#request-title");
  await idle(page);
  await press(page, "Español");
  await idle(page);
  check((await text(page, "main")).includes("Su respuesta"), "the page speaks Spanish");
  check((await text(page, ".drop")).includes("Elegir un archivo"), "what chooses a file speaks the language of the page", await text(page, ".drop"));
  const grounds = await page.$$eval("nav button", (all) => all.map((one) => getComputedStyle(one).backgroundColor));
  check(grounds[1] !== grounds[0] && grounds[0] === grounds[2], "the language that is chosen looks so", grounds);
  await page.click("input[value=decline]");
  await page.type("[name=reason]", "Otras palabras.");
  await page.type("[name=domain]", "dos.example");
  await page.keyboard.press("Enter");
  await visible(page, "#sign");
  check((await text(page, "#prepared")).includes("Otras palabras."), "the reason is shown");
  // As with a hardware key: the file is saved, signed elsewhere, and the signature is dropped.
  await page.click("#sign > details > summary");
  const name = await page.$eval("#terminal a.save", (one) => one.download);
  const record = await saved(downloads, page, await text(page, "#terminal a.save"), name);
  const line = await text(page, "#terminal pre");
  const file = join(folder, `${now.kind}-${name}`);
  writeFileSync(file, record);
  run(folder, "sh", "-c", line.replace("KEY", "../dos").replace(name, `'${file}'`));
  await drop(page, "#files", `${file}.sig`);
  await visible(page, "#sent");
  check((await text(page, "#sent")).includes("answers@coalition.example"), "a signature that ssh-keygen made is taken");
  await page.close();
};

// An invitation: a key is made for it, and its answer is saved.
const invited = async (browser, folder, downloads) => {
  const { page, said } = await fresh(browser, folder);
  await page.setViewport({ width: 320, height: 640 });
  await drop(page, "#files", join(folder, "out/tres.coalition.example/invitation.countersign"));
  await visible(page, "#invitation");
  await idle(page);
  const shown = await text(page, "#invitation");
  for (const piece of ["Coalition", "<i>tres</i> (tres.coalition.example)", "is lent to you"]) {
    check(shown.includes(piece), `the invitation shows ${piece}`, shown);
  }
  await page.type("#making [name=first]", PASSPHRASE);
  await page.type("#making [name=second]", PASSPHRASE);
  await press(page, "Make the key");
  await visible(page, "#enrolled-title");
  await idle(page);
  await accessible(page, "the answer to an invitation");
  // What was made is still there in another language.
  await press(page, "Français");
  await idle(page);
  await visible(page, "#enrolled-title");
  const answer = await saved(downloads, page, "Save the answer to the invitation", "enrolment.countersign");
  writeFileSync(join(folder, `enrolment-${now.kind}.countersign`), answer);
  check(said.length === 0, "an invitation is quiet", said);
  await page.close({ runBeforeUnload: false });
};

// What hostile files do: they are told for what they are, nothing runs, nothing is asked of anybody.
const attacked = async (browser, folder) => {
  const { page, said } = await fresh(browser, folder);
  for (const name of ["large.request", "scripts.request", "cut.request", "bomb.zip"]) {
    await page.$eval("#told", (one) => { one.textContent = ""; });
    await drop(page, "#files", join(folder, name));
    await page.waitForFunction(() => document.getElementById("told").textContent.length > 10 && document.getElementById("told").textContent !== "Working …", { timeout: 90000 });
    await idle(page);
    check(await page.$eval("#answer", (one) => one.hidden), `${name} is no request`, await text(page, "#told"));
  }
  await drop(page, "#files", join(folder, "folder.zip"));
  await visible(page, "#request-title");
  await idle(page);
  check((await text(page, "#request")).includes("uno.example"), "a request in a packed folder is opened");
  await drop(page, "#files", join(folder, "dos.reply"));
  await page.waitForFunction(() => document.getElementById("told").textContent.includes("another request"), { timeout: 90000 });
  check(said.length === 0, "hostile files are quiet", said);
  // Unsaved work: the browser asks before it closes.
  await page.click("input[value=endorse]");
  await page.type("[name=reservation]", "x");
  const asked = new Promise((done) => {
    page.on("dialog", (dialog) => {
      done(dialog.type());
      dialog.accept().catch(() => {});
    });
    setTimeout(() => done("nothing"), 10000);
  });
  page.close({ runBeforeUnload: true }).catch(() => {});
  const type = await asked;
  check(type === "beforeunload", "closing with unsaved work asks", type);
};

const keyMade = async (browser, folder, downloads) => {
  const { page } = await fresh(browser, folder);
  await page.click("#make > summary");
  await page.type("[name=comment]", "press");
  await page.type("[name=first]", PASSPHRASE);
  await page.type("[name=second]", "other");
  await press(page, "Make the key");
  await idle(page);
  check((await text(page, "#told")).includes("not the same"), "two passphrases are compared");
  await page.$eval("[name=second]", (one) => { one.value = ""; });
  await page.type("[name=second]", PASSPHRASE);
  await press(page, "Make the key");
  await visible(page, "#made");
  const key = await saved(downloads, page, "Save the private key: the file that only you keep", "countersign-key");
  const [, kept] = (await text(page, "#made")).match(/(SHA256:\S+)/u);
  const file = join(folder, `made-${now.kind}`);
  writeFileSync(file, key, { mode: 0o600 });
  const public_ = run(folder, "ssh-keygen", "-y", "-P", PASSPHRASE, "-f", file);
  writeFileSync(`${file}.pub`, public_);
  check(run(folder, "ssh-keygen", "-l", "-f", `${file}.pub`).includes(kept), "ssh-keygen reads the key");
  await page.close();
};

const judged = async (browser, folder) => {
  const { page, said } = await fresh(browser, folder);
  await drop(page, "#files", join(folder, "page.html"));
  await page.waitForSelector("#verdict", { visible: true });
  await idle(page);
  check(["holds", "caveat"].includes(await page.evaluate(() => document.documentElement.dataset.countersignOutcome)), "a page is judged");
  check((await text(page, "#outcome")).includes("<b>uno</b> (uno.example): "), "a verdict says where each organisation stands", await text(page, "#outcome"));
  await page.type("[name=copy]", WORDS.replace("together", "alone"));
  await press(page, "Compare");
  await idle(page);
  check(await page.evaluate(() => document.documentElement.dataset.countersignOutcome) === "altered", "a changed copy is altered",
    await text(page, "#compared"));
  check((await text(page, "#compared")).includes("together alone"), "words of two texts stand apart", await text(page, "#compared"));
  for (const [file, outcomes] of [["same.docx", ["holds", "caveat"]], ["changed.docx", ["altered"]]]) {
    await page.evaluate(() => { document.documentElement.dataset.countersignOutcome = ""; });
    await drop(page, "#files", join(folder, file));
    await page.waitForFunction(() => document.documentElement.dataset.countersignOutcome !== "", { timeout: 90000 });
    await idle(page);
    const compared = await text(page, "#compared");
    check(outcomes.includes(await page.evaluate(() => document.documentElement.dataset.countersignOutcome)), `${file} beside a bundle`, compared);
    check(compared.includes("alone") === outcomes.includes("altered"), `${file} is shown in its own words`, compared);
    await accessible(page, `${file} beside a bundle`);
  }
  await drop(page, "#files", join(folder, "receipt"));
  await page.waitForFunction(() => document.documentElement.dataset.countersignOutcome === "caveat");
  await idle(page);
  check((await text(page, "#compared")).includes("signed it"), "a receipt is laid beside the bundle", await text(page, "#compared"));
  await drop(page, "#files", join(folder, "bad.json"));
  await page.waitForFunction(() => ["broken", "unchecked"].includes(document.documentElement.dataset.countersignOutcome));
  await idle(page);
  check((await text(page, "#compared")) === "", "what was said of earlier files is gone");
  await drop(page, "#files", join(folder, "uno"));
  await idle(page);
  await page.waitForFunction(() => document.getElementById("told").textContent.includes("private key"));
  check(said.length === 0, "verdicts are quiet", said);
  await page.close();
};

const folder = mkdtempSync(join(tmpdir(), "countersign-desk-"));
const countersign = coalition(folder);
for (const { name, launch } of browsers(modules)) {
  now.kind = name;
  const { browser, downloads, close } = await launch();
  try {
    await answered(browser, folder, downloads);
    await declined(browser, folder, downloads);
    await keyMade(browser, folder, downloads);
    await invited(browser, folder, downloads);
    await attacked(browser, folder);
    await choices(browser, folder, downloads);
    await uses(browser, folder);
  } finally {
    await close();
  }
}
const replies = ["Chromium", "Firefox"].map((name) => join(folder, `reply-${name}.countersign`)).filter((file) => existsSync(file));
const answers = (name) => ["Chromium", "Firefox"].map((kind) => join(folder, `${name}-${kind}.reply`)).filter((file) => existsSync(file));
countersign("import", replies[0], join(folder, "dos.reply"), answers("both")[0], answers("no")[0]);
countersign("publish", "2021/a@1", "--confirm", "2021/a@1");
countersign("bundle", "2021/a@1", "-o", "../bundle.json");
countersign("bundle", "2021/a@1", "-o", "../page.html");
countersign("request", "2021/a@1", "--org", "dos.example", "-o", "../again");
const bundle = readFileSync(join(folder, "bundle.json"), "utf8");
writeFileSync(join(folder, "bad.json"), bundle.replace("We stand together", "We stand together!"));
documents(folder);
countersign("receipt", "2021/a@1", "--as", "uno.example", "-o", "../receipt");
// The same registry goes on in two ways, by the same key: one size, two roots.
run(folder, "cp", "-a", ".", "../fork");
run(folder, "cp", "-a", "../home", "../fork-home");
countersign("org", "rename", "junta.example", "--name", "Junta Uno", "--confirm", "junta.example");
countersign("bundle", "2021/a@1", "-o", "../one.json");
run(folder, "sh", "-c", `cd ../fork && export HOME=../fork-home && "${program}" --no-input org rename junta.example --name "Junta Dos" --confirm junta.example \
  && "${program}" --no-input bundle 2021/a@1 -o ../two.json`);
check(countersign("verify").includes("<b>uno</b>"), "the program took the answer in");
for (const { name, launch } of browsers(modules)) {
  now.kind = name;
  const { browser, downloads, close } = await launch();
  try {
    await judged(browser, folder);
    await withdrawn(browser, folder, downloads);
    await split(browser, folder);
  } finally {
    await close();
  }
}
countersign("import", answers("withdrawal")[0]);
check(countersign("verify").includes("withdr"), "the program took a withdrawal in");
countersign("withhold", "2021/a@1", "--org", "uno.example", "--confirm", "uno.example", "--wish", replies[0].replace("reply-", "wish-"));
countersign("import", replies[0].replace("reply-", "enrolment-"));
check(countersign("org", "add", "tres.coalition.example", "--confirm", "tres.coalition.example").includes("signed its enrolment"), "the key that the desk made is enrolled");
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
console.log(`${now.checks} checks of the desk, ${now.failures} failed`);
process.exit(now.failures === 0 ? 0 : 1);

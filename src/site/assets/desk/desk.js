// The desk: what is dropped is told for what it is, a request is answered and signed, what was signed is saved.

const WAIT_MILLISECONDS = 60000;
const FILE_BYTES_MAX = 67108864;

// What is open: a request's bytes, the record to be signed, the bundles; and whether something is not saved.
const open = { request: null, asked: null, reply: null, invited: null, bundles: [], unsaved: false };
let engine = null;

const ask = async (request, bytes = new Uint8Array()) => {
  engine ??= await started(await unpacked(byId("engine").textContent, "failed", dense), WAIT_MILLISECONDS);
  try {
    return await engine.ask({ language, ...request }, bytes, WAIT_MILLISECONDS);
  } catch (error) {
    // An engine that was ended has forgotten what was open.
    engine = null;
    throw error;
  }
};

const busy = async (work) => {
  tell(say("working"));
  root.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    tell(say(error.message === "slow" ? "slow" : "failed"), true);
  }
  root.removeAttribute("aria-busy");
};

// An answer of the engine, unless it is a refusal, which is told.
const granted = (answer) => {
  if (answer.error === undefined) return answer;
  tell(answer.error, true);
  return null;
};

const title = (text) => [text.title === undefined ? null : made("h3", text.title), made("div", pieces(text.words), { class: "words" })];

// The reader's language first, then the original, then the others.
const inOrder = (texts, original) => [...texts].sort((left, right) => {
  const rank = ({ language: one }) => (one.slice(0, 2) === language ? 0 : one === original ? 1 : 2);
  return rank(left) - rank(right);
});

const wording = (text, original) => {
  const name = made("h3", text.language === original ? `${tongue(text.language)}, ${say("original")}` : tongue(text.language));
  const article = [...(text.note === undefined ? [] : [made("p", text.note, { class: "note" })]),
    made("article", title(text), { lang: text.language, dir: text.direction })];
  if (text.since === undefined) return [name, ...article];
  const words = text.since.pieces.length === 0 ? [say("same")] : pieces(text.since.pieces);
  const since = made("div", words, { class: "words", lang: text.language, dir: text.direction });
  return [name, ...article, made("h3", `${say("since")} ${text.since.version}`), since];
};

const named = (heading, lines) => (lines.length === 0 ? [] : [made("h3", heading), list(lines)]);

const reality = ({ registry, words, organisation }) => made("details", [
  made("summary", say("real")), made("p", say("real_help")), made("p", say("script")),
  facts([["registry_words", made("span", registry.words, { class: "code" })], ["text_words", made("span", words, { class: "code" })]]),
  made("p", say("real_page")),
  ...named(say("keys"), organisation.keys.map(({ label, fingerprint }) => `${label}: ${fingerprint}`)),
]);

const drawRequest = (asked) => {
  const { registry, organisation, texts, original, attachments } = asked;
  const attached = attachments.map(({ file, bytes, sha256 }) => `${file} (${bytes} B, SHA-256 ${sha256})`);
  show("request", made("h2", say("request"), { tabindex: "-1", id: "request-title" }),
    facts([["asks", registry.name], ["whom", `${organisation.name} (${organisation.domain})`], ["about", asked.version],
      ["asked_on", asked.asked_on], ["deadline", asked.deadline]]),
    ...(organisation.lent === undefined ? [] : [made("p", organisation.lent, { class: "note" })]),
    made("p", say("silence"), { class: "note" }), reality(asked), made("h2", say("words")),
    ...inOrder(texts, original).flatMap((text) => wording(text, original)),
    ...named(say("look"), asked.look_twice), ...(asked.summary === undefined ? [] : named(say("summary"), [asked.summary])),
    ...(asked.signatories.length === 0 ? [made("p", say("nobody"))] : named(say("named"), asked.signatories)),
    ...named(say("attachments"), attached), ...(attached.length === 0 ? [] : [made("p", say("attachment_help"))]),
    ...(asked.before === undefined ? [] : [made("p", asked.before, { class: "note" })]));
};

const prefill = ({ acts, texts, plain, published }) => {
  const form = byId("answer");
  form.reset();
  for (const one of form.querySelectorAll("[name=act]")) one.closest("label").hidden = !acts.includes(one.value);
  byId("texts").replaceChildren(...texts.map(({ language: one }) => {
    const box = made("input", [], { type: "checkbox", name: "texts", value: one });
    box.checked = plain.languages.includes(one);
    return made("label", [box, tongue(one)]);
  }));
  form.elements.reservation.value = plain.reservation ?? "";
  form.elements.at_least.value = plain.conditions?.at_least ?? "";
  form.elements.not_before.value = plain.conditions?.not_before?.slice(0, 10) ?? "";
  form.elements.until.value = plain.conditions?.until?.slice(0, 10) ?? "";
  form.elements.public.checked = published;
  form.elements.public.disabled = published;
  byId("public-must").hidden = !published;
  follow();
  show("answer");
};

// Only what belongs to the act that is chosen is there.
const follow = () => {
  const act = byId("answer").elements.act.value;
  for (const one of byId("answer").querySelectorAll("[data-of]")) one.hidden = !one.dataset.of.split(" ").includes(act);
};

// What was shown of files that came before.
const clear = () => {
  hide("verdict", "invitation");
  for (const id of ["outcome", "compared", "enrolled", "enrol-terminal"]) byId(id).replaceChildren();
  delete root.dataset.countersignOutcome;
  byId("copying").hidden = true;
  open.bundles = [];
};

const openRequest = async (bytes) => {
  hide("answer", "sign", "sent");
  Object.assign(open, { bundles: [], invited: null });
  const asked = granted(await ask({ function: "request" }, bytes));
  if (asked === null) return;
  Object.assign(open, { request: bytes, asked, unsaved: false });
  drawRequest(asked);
  prefill(asked);
  tell("");
  byId("request-title").focus();
};

const choices = (form) => {
  const act = form.act.value;
  const told = { act };
  if (act === "endorse") {
    Object.assign(told, {
      capacity: form.capacity.value, reservation: form.reservation.value,
      languages: [...document.querySelectorAll("[name=texts]:checked")].map(({ value }) => value),
      not_before: day(form.not_before.value), until: day(form.until.value),
    });
    if (form.at_least.value !== "") told.at_least = Number(form.at_least.value);
  } else told.reason = form.reason.value;
  if (act === "decline") told.public = form.public.checked;
  return told;
};

const drawPrepared = (prepared) => {
  const { says, words, hash, record, signed, namespace, act } = prepared;
  const file = `${act}-${hash.slice(0, 8)}.json`;
  byId("prepared").replaceChildren(list(says),
    facts([["sign_words", made("span", words, { class: "code" })], ["signed_by", signed.join(", ")]]),
    made("p", say("sign_words_help"), { class: "note" }),
    made("details", [made("summary", say("exact")), made("pre", record)]));
  byId("terminal").replaceChildren(made("p", say("hardware_help")), saving(say("save_record"), file, record),
    made("pre", `ssh-keygen -Y sign -n ${namespace} -f KEY ${file}`));
  show("sign");
  hide("sent");
  byId("sign-title").focus();
};

const prepare = () => busy(async () => {
  const form = byId("answer").elements;
  if (form.act.value === "") return tell(say("answer"), true);
  // No text chosen is not every text.
  const isNone = document.querySelector("[name=texts]:checked") === null;
  if (form.act.value === "endorse" && isNone) return tell(say("languages"), true);
  if (form.domain.value.trim().toLowerCase() !== open.asked.organisation.domain) {
    tell(say("domain_wrong"), true);
    return form.domain.focus();
  }
  const prepared = granted(await ask({ function: "answer", choices: choices(form), random: hex(16) }));
  if (prepared === null) return undefined;
  tell("");
  return drawPrepared(prepared);
});

const drawSent = ({ reply, said, signed, threshold, to, subject, body }, wish) => {
  const left = new Set(["reply", ...(wish === undefined ? [] : ["wish"])]);
  open.unsaved = true;
  const save = (name, label, text) => made("p", saving(say(label), `${name}.countersign`, text, () => {
    left.delete(name);
    open.unsaved = left.size > 0;
  }));
  // What comes next stands first: the answer is folded away, and comes back where somebody wants another.
  const again = made("button", say("change"), { type: "button" });
  again.addEventListener("click", () => {
    show("answer");
    hide("sent");
    byId("answer").querySelector("[name=act]:checked").focus();
  });
  const isOwn = !byId("answer").hidden;
  hide("answer", "sign");
  show("sent", made("h2", say("done"), { tabindex: "-1", id: "sent-title" }),
    made("p", said), save("reply", "save_reply", reply),
    ...(wish === undefined ? [] : [save("wish", "save_wish", wish), made("p", say("wish_help"), { class: "note" })]),
    ...(signed < threshold ? [made("p", say("more"))] : []),
    made("p", [say("not_sent"), " ", made("strong", to ?? say("whoever"))]),
    kept(say("subject"), subject), kept(say("body"), body), isOwn ? again : "");
  byId("sent-title").focus();
};

const sign = () => busy(async () => {
  const { key, passphrase, wish } = byId("signing").elements;
  if (key.files.length === 0) return tell(say("key_file"), true);
  const bytes = new Uint8Array(await key.files[0].arrayBuffer());
  const answer = granted(await ask({ function: "sign", passphrase: passphrase.value }, bytes));
  const wished = answer !== null && wish.checked
    ? granted(await ask({ function: "wish", passphrase: passphrase.value, random: hex(16) }, bytes)) : undefined;
  bytes.fill(0);
  passphrase.value = "";
  if (answer === null) return passphrase.focus();
  if (wished !== null) tell("");
  return drawSent(answer, wished?.wish);
});

const takeReply = async (bytes) => {
  if (open.asked === null) {
    open.reply = bytes;
    return tell(say("reply_alone"), true);
  }
  const prepared = granted(await ask({ function: "reply" }, bytes));
  if (prepared === null) return undefined;
  hide("answer");
  tell(say("reply"));
  return drawPrepared(prepared);
};

// Each organisation, and where it stands.
const drawWho = (who) => (who === null || who.error !== undefined ? [] : [
  made("h3", `${who.title} (${who.version})`), made("p", who.endorsed),
  list(who.organisations.map(({ name, organisation, standing, details }) =>
    `${name}${organisation === undefined ? "" : ` (${organisation})`}: ${[standing, ...details].join("; ")}`)),
]);

// Of several bundles each has its verdict; the page's outcome is the worst of them.
const OUTCOMES = ["holds", "caveat", "unchecked", "broken"];
const worst = (...outcomes) => outcomes.reduce((one, other) => (OUTCOMES.indexOf(other) > OUTCOMES.indexOf(one) ? other : one));

const judge = async (bytes, name) => {
  const { outcome, lines, error } = await ask({ function: "open", now: Math.floor(Date.now() / 1000), file: name }, bytes);
  const told = error === undefined ? outcome : "unchecked";
  root.dataset.countersignOutcome = worst(root.dataset.countersignOutcome ?? told, told);
  open.bundles.push({ bytes, name });
  const who = told === "holds" || told === "caveat" ? await ask({ function: "who" }) : null;
  byId("outcome").append(made("h3", name), made("p", say(told), { class: told === "broken" ? "answer problem" : "answer" }),
    ...drawWho(who), list((lines ?? []).map(({ sentence }) => sentence)), ...(error === undefined ? [] : [made("p", error)]),
    made("p", say("rollback"), { class: "note" }));
  byId("copying").hidden = error !== undefined;
  show("verdict");
  tell("");
  byId("verdict-title").focus();
};

const compare = async (bytes, name) => {
  const { outcome, sentence, names, lines = [], copy = [] } = granted(await ask({ function: name }, bytes)) ?? {};
  if (outcome === undefined) return;
  root.dataset.countersignOutcome = outcome;
  const words = copy.length > 1 ? [made("div", pieces(copy), { class: "words" })] : [];
  byId("compared").replaceChildren(...[sentence, names].filter(Boolean).map((one) => made("p", one)),
    list(lines.map((line) => line.sentence ?? line)), ...words);
  tell(sentence ?? say("unchecked"));
};

const judgeAgain = async () => {
  const { bundles } = open;
  clear();
  for (const { bytes, name } of bundles) await judge(bytes, name);
};

// The bundle in a saved page, if it is in it.
const carried = async (bytes) => {
  const [, attributes, packed] = /id="bundle"([^>]*)>([^<]*)</u.exec(new TextDecoder().decode(bytes)) ?? [];
  if (packed === undefined || attributes.includes("data-src")) return null;
  return unpacked(packed.replace(/\s/gu, ""), "unchecked");
};

const takePage = async (bytes, name) => {
  const bundle = await carried(bytes);
  return bundle === null ? tell(say("large_page"), true) : judge(bundle, name);
};

const takeOther = async (bytes, { kind, sha256 }) => {
  if (open.asked?.attachments.some((one) => one.sha256 === sha256)) return tell(say("attachment_fits"));
  if (!byId("verdict").hidden && !byId("copying").hidden && ["other", "archive", "web-page"].includes(kind)) return compare(bytes, "compare");
  return tell(say(`kind_${kind.replace(/-/gu, "_")}`) || say("kind_other"), true);
};

const attach = async (bytes) => {
  const answer = granted(await ask({ function: "attach" }, bytes));
  if (answer === null) return;
  tell("");
  if (open.invited === null) drawSent(answer);
  else drawEnrolled(answer);
};

// A receipt, by itself or beside the bundle that is open.
const takeReceipt = async (bytes) => {
  const { outcome, lines } = await ask({ function: "receipt" }, bytes);
  root.dataset.countersignOutcome = outcome;
  const known = say(outcome === "altered" || outcome === "unknown" ? "unchecked" : outcome);
  byId("compared").replaceChildren(made("h3", say("receipt")), made("p", known, { class: outcome === "broken" ? "answer problem" : "answer" }),
    list(lines));
  show("verdict");
  tell("");
  byId("verdict-title").focus();
};

const openInvitation = async (bytes) => {
  hide("request", "answer", "sign", "sent", "made");
  const invited = granted(await ask({ function: "invitation" }, bytes));
  if (invited === null) return;
  Object.assign(open, { request: null, asked: null, bundles: [], invited: { bytes, ...invited }, unsaved: false });
  byId("invited").replaceChildren(facts([["invites", invited.registry], ["whom", `${invited.name} (${invited.organisation})`],
    ["asked_on", invited.asked_on], ["deadline", invited.deadline],
    ["registry_words", made("span", invited.words, { class: "code" })]]),
  ...(invited.lent === undefined ? [] : [made("p", invited.lent, { class: "note" })]), made("p", say("invited_help")));
  byId("making").elements.comment.value = invited.organisation;
  byId("make").open = true;
  show("invitation");
  tell("");
  byId("invitation-title").focus();
};

const drawEnrolled = ({ reply, fingerprint, to, subject, body }) => {
  open.unsaved = true;
  const saved = saving(say("save_enrolment"), "enrolment.countersign", reply, () => {
    open.unsaved = false;
  });
  byId("enrolled").replaceChildren(made("p", say("enrolled"), { tabindex: "-1", id: "enrolled-title" }), made("p", saved),
    facts([["fingerprint", made("span", fingerprint, { class: "code" })]]),
    made("p", [say("not_sent"), " ", made("strong", to ?? say("whoever"))]),
    kept(say("subject"), subject), kept(say("body"), body));
};

// The answer to the invitation with a key's file; a hardware key signs it with ssh-keygen.
const enrol = async (bytes, passphrase) => {
  const answer = granted(await ask({ function: "enrol", passphrase }, bytes));
  if (answer === null) return false;
  if (answer.reply !== undefined) drawEnrolled(answer);
  else {
    byId("enrol-terminal").replaceChildren(made("p", say("hardware_help")), saving(say("save_record"), "enrol.json", answer.record),
      made("pre", `ssh-keygen -Y sign -n ${answer.namespace} -f KEY enrol.json`));
  }
  return true;
};

const enrolWith = () => busy(async () => {
  const { key, passphrase } = byId("enrolling").elements;
  if (key.files.length === 0) return tell(say("have_key"), true);
  const bytes = new Uint8Array(await key.files[0].arrayBuffer());
  const isDone = await enrol(bytes, passphrase.value);
  bytes.fill(0);
  passphrase.value = "";
  if (isDone) tell("");
  return undefined;
});

const RANKS = ["request", "invitation", "reply", "bundle", "page"];

const asksForAnswer = ({ looked }) => looked.kind === "request" || looked.kind === "invitation";

const take = (files) => busy(async () => {
  tell("");
  const found = [];
  for (const file of files) {
    if (file.size > FILE_BYTES_MAX) return tell(say("large"), true);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const looked = await ask({ function: "look" }, bytes);
    found.push({ file, bytes, looked });
  }
  const rank = ({ looked }) => (RANKS.includes(looked.kind) ? RANKS.indexOf(looked.kind) : RANKS.length);
  found.sort((left, right) => rank(left) - rank(right));
  // A copy is laid beside the bundle that is open, and an answer beside its request; whatever else comes begins anew.
  if (found.some(({ looked }) => ["request", "invitation", "bundle", "page"].includes(looked.kind))) clear();
  byId("compared").replaceChildren();
  // Of what asks for an answer there is one at a time.
  const [first, ...others] = found.filter(asksForAnswer);
  for (const { file, bytes, looked } of found.filter((one) => !others.includes(one))) {
    if (looked.kind === "request") await openRequest(bytes);
    else if (looked.kind === "reply") await takeReply(bytes);
    else if (looked.kind === "bundle") await judge(bytes, file.name);
    else if (looked.kind === "page") await takePage(bytes, file.name);
    else if (looked.kind === "invitation") await openInvitation(bytes);
    else if (looked.kind === "receipt") await takeReceipt(bytes);
    else if (looked.kind === "signature" && !(byId("sign").hidden && open.invited === null)) await attach(bytes);
    else await takeOther(bytes, looked);
    if (looked.kind === "request" && open.reply !== null) {
      const { reply } = open;
      open.reply = null;
      await takeReply(reply);
    }
    if (looked.kind === "private-key") bytes.fill(0);
  }
  if (others.length > 0 || first?.looked.several === true) tell(say("several"), true);
  return undefined;
});

const strength = (words) => {
  if (words === "") return "strength_none";
  const letters = new Set(words).size;
  const bits = words.length * Math.log2(Math.max(letters, 2));
  return bits < 45 ? "strength_weak" : bits < 70 ? "strength_fair" : "strength_good";
};

const makeKey = () => busy(async () => {
  const { comment, first, second } = byId("making").elements;
  if (first.value !== second.value) return tell(say("not_same"), true);
  if (first.value === "") return tell(say("strength_none"), true);
  const key = granted(await ask({ function: "key", random: hex(52), passphrase: first.value, comment: comment.value }));
  const passphrase = first.value;
  first.value = "";
  second.value = "";
  if (key === null) return undefined;
  if (open.invited !== null) await enrol(new TextEncoder().encode(key.private), passphrase);
  open.unsaved = true;
  const save = (label, name, text) => made("p", saving(say(label), name, text, () => {
    open.unsaved = open.unsaved && name !== "countersign-key";
  }));
  show("made", made("p", say("made"), { tabindex: "-1", id: "made-title" }),
    save("save_private", "countersign-key", key.private), save("save_public", "countersign-key.pub", key.public),
    save("save_revocation", "countersign-key.revocation", key.revocation), made("p", say("revocation_help"), { class: "note" }),
    facts([["fingerprint", made("span", key.fingerprint, { class: "code" })]]));
  tell("");
  return byId("made-title").focus();
});

const listen = () => {
  const [box, zone] = [byId("files"), byId("drop")];
  box.addEventListener("change", () => take([...box.files]).then(() => {
    box.value = "";
  }));
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop") take([...event.dataTransfer.files]);
    });
  }
  const submitted = { answer: prepare, signing: sign, making: makeKey, enrolling: enrolWith,
    copying: () => busy(() => compare(new TextEncoder().encode(byId("copying").elements.copy.value), "check")) };
  for (const [id, work] of Object.entries(submitted)) {
    byId(id).addEventListener("submit", (event) => {
      event.preventDefault();
      work();
    });
  }
  byId("answer").addEventListener("change", follow);
  byId("answer").addEventListener("input", () => {
    open.unsaved = true;
    hide("sign", "sent");
  });
  for (const id of ["signing", "making", "enrolling"]) {
    byId(id).addEventListener("input", () => {
      open.unsaved = true;
    });
  }
  for (const one of document.querySelectorAll(".file")) {
    const [input, chosen] = ["input", ".chosen"].map((name) => one.querySelector(name));
    if (chosen !== null) input.addEventListener("change", () => {
      chosen.textContent = [...input.files].map(({ name }) => name).join(", ");
    });
  }
  byId("making").elements.first.addEventListener("input", ({ target }) => {
    byId("strength").textContent = say(strength(target.value));
  });
  addEventListener("beforeunload", (event) => {
    if (open.unsaved) event.preventDefault();
  });
  for (const one of document.querySelectorAll("button[data-language]")) {
    one.addEventListener("click", () => {
      ({ language } = one.dataset);
      speak();
      // What was made here and may not be saved yet stays as it is.
      if (byId("enrolled").childElementCount > 0 || ["made", "sent"].some((id) => !byId(id).hidden)) return;
      if (open.invited !== null) busy(() => openInvitation(open.invited.bytes));
      if (open.bundles.length > 0) busy(judgeAgain);
      if (open.request !== null) busy(() => openRequest(open.request));
    });
  }
};

// A browser that cannot unpack even the words says what one without scripts says.
const begin = async () => {
  try {
    LABELS = JSON.parse(new TextDecoder().decode(await unpacked(byId("labels").textContent, "failed", dense)));
  } catch {
    const unable = new DOMParser().parseFromString(document.querySelector("noscript").textContent, "text/html");
    return byId("told").replaceChildren(...unable.body.children);
  }
  language = chosen();
  speak();
  return listen();
};

begin();

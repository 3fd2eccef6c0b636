// What a bundle shows about its version, as data; a page puts it into words.

// The gravest thing decides: broken, unchecked, caveat, holds.
const judge = async (file) => {
  const found = { outcome: "holds", why: [] };
  const say = (outcome, why) => {
    const order = ["holds", "caveat", "unchecked", "broken"];
    if (order.indexOf(outcome) > order.indexOf(found.outcome)) found.outcome = outcome;
    found.why.push(why);
  };
  const step = async (run) => {
    try {
      return { value: await run() };
    } catch (error) {
      if (error instanceof Broken) say("broken", error.message);
      else say("unchecked", error.message);
      return null;
    }
  };
  const read = await step(async () => {
    const bundle = readBundle(file);
    return { bundle, head: readHead(bundle.checkpoint), entries: bundle.entries.map((one) => readEntry(one.entry)) };
  });
  if (read === null) return found;
  const { bundle, head, entries } = read.value;
  Object.assign(found, { statement: bundle.statement, version: bundle.version, size: head.size });
  const [ledger, chains] = [new Ledger(), new Chains()];
  await step(() => checkProof(bundle, head));
  const files = await step(() => readFiles(bundle.files));
  if (files === null) return found;
  const records = files.value;
  if ((await step(() => replay(bundle, entries, records, ledger, chains))) === null) return found;
  await step(() => checkHead(head, ledger, found));
  const it = ledger.version(bundle.statement, bundle.version);
  await step(() => {
    refuse(it?.publication != null, "its version is not in it");
    checkNothingExtra(bundle, entries, ledger, head);
    checkBlock(bundle, it);
    refuse(bundle.files[ALLOWED_SIGNERS] === allowedSigners(ledger), "allowed_signers does not follow from the records");
    refuse(sameList(recipe(bundle, records, it), bundle.recipe), "its recipe is not the one that follows from it");
    return checkWords(bundle, it);
  });
  if (found.outcome === "broken" || found.outcome === "unchecked") return found;
  const open = await step(() => checkChains(bundle, entries, ledger, chains, head));
  if (open === null) return found;
  if (open.value) say("caveat", "nothing shows that this is all that the log had at this head");
  describe(found, ledger, it, say);
  return found;
};

const checkHead = async (head, ledger, found) => {
  const { root } = ledger;
  refuse(root !== null && head.origin === root.origin, "the head of another log");
  const times = [];
  for (const key of await Promise.all(root.log_keys.map(readVkey))) times.push(await signedBy(head, key));
  refuse(times.some((time) => time !== null), "no key of this log signed the head");
  found.witnesses = [];
  for (const key of await Promise.all(root.witnesses.map(readVkey))) {
    const time = await signedBy(head, key);
    if (time !== null) found.witnesses.push({ name: key.name, time: Number(time) });
  }
  Object.assign(found, { registry: { id: ledger.id, name: root.name, origin: root.origin } });
};

const WORDS = { endorse: "endorsed", decline: "declined", withdraw: "withdrawn" };

const describe = (found, ledger, it, say) => {
  const { statement, version } = found;
  const line = (organisation, name) => {
    if (organisation === undefined || !it.acts.has(organisation)) return { organisation, name, standing: "named", counts: false };
    const stands = ledger.stands(it, organisation);
    const isUnseen = ledger.continuedUnseen.has(it.acts.get(organisation).at(-1).hash);
    const isUnreliable = isUnseen || stands.doubt === "unreliable";
    if (stands.doubt !== null || stands.isSetAside) say("caveat", `${name}: ${stands.doubt ?? "an act set aside"}`);
    const standing = isUnreliable ? "unreliable" : WORDS[stands.act.body.act];
    return { organisation, name, standing, counts: stands.counts && !isUnreliable, act: stands.act, doubt: stands.doubt };
  };
  const { signatories } = it.body;
  const lines = signatories.map((one) => line(one.organisation, one.name));
  const printed = new Set(signatories.map((one) => one.organisation));
  for (const organisation of [...it.acts.keys()].filter((one) => !printed.has(one)).sort(compareBytes)) {
    lines.push(line(organisation, ledger.organisations.get(organisation).body.name));
  }
  const withheld = ledger.withheld.get(`${statement}@${version}`) ?? [];
  lines.push(...withheld.map(() => ({ name: "1 organisation, name withheld", standing: "withheld", counts: false })));
  const counted = lines.filter((one) => one.counts);
  const isNewest = ledger.statements.get(statement).length === version;
  const standing = it.body.historical ? "historical" : isNewest ? "current" : "superseded";
  if (standing !== "current") say("caveat", standing);
  const withdrawn = lines.filter((one) => one.standing === "withdrawn").length;
  if (withdrawn > 0 && standing !== "historical") say("caveat", `${withdrawn} withdrew`);
  if (counted.length === 0) say("caveat", "no organisation endorses it");
  for (const one of lines.filter((other) => other.standing === "endorsed")) {
    const want = one.act.body.conditions?.at_least ?? 0;
    if (want > counted.length) say("caveat", `a condition of ${one.name} no longer holds`);
  }
  Object.assign(found, {
    record: it.hash,
    texts: Object.fromEntries(Object.entries(it.body.texts).map(([name, one]) => [name, one.sha256])),
    title: it.body.title[it.body.original_language],
    standing,
    endorsed: counted.length,
    named: signatories.length,
    endorsed_of_named: counted.filter((one) => printed.has(one.organisation)).length,
    withheld: withheld.length,
    organisations: lines.map(({ organisation, name, standing: word }) => ({ organisation, name, standing: word })),
  });
};

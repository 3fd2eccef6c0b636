// A bundle: one file that proves one version. The steps are those of FORMAT.md.

const BUNDLE = object({
  chains: list(object({ chain: text(/^/), siblings: list(hash, 0, 256) }), 0, Infinity),
  checkpoint: text(/^/),
  entries: list(object({ at: integer(), entry: text(/^/) }), 0, Infinity),
  files: byName(() => {}, text(/^/), 0, Infinity),
  proof: list(hash, 0, Infinity),
  recipe: list(text(/^/), 0, Infinity),
  statement: statementId,
  type: exactly("countersign/bundle/v1"),
  version,
});
const SIGNATURE_PATH = /^(.+\.json)\.([a-z](?:-?[a-z0-9])*)\.sig$/;
const ALLOWED_SIGNERS = "keys/allowed_signers";

const readBundle = (file) => {
  refuse(file.length <= 32 << 20, "a bundle that is too long");
  const bundle = decode(file);
  BUNDLE(bundle);
  refuse(bundle.entries.every((one, at) => at === 0 || bundle.entries[at - 1].at < one.at), "entries out of order");
  refuse(isSortedBy(bundle.chains, (one) => one.chain), "chains out of order");
  return bundle;
};

const folder = (id, number) => `registry/${id}/v${number}`;
// Where a record lies, which follows from what it says; a revocation from whose key it ends.
const pathOf = ({ kind, body }, ledger) => {
  const inVersion = `${folder(body.statement ?? body.id, body.version)}`;
  return {
    registry: () => `keys/root/${body.number}.json`,
    organisation: () => `keys/${body.organisation}/${body.number}.json`,
    revocation: () => {
      const [organisation, one] = ledger.revoked(body);
      return `keys/${organisation}/revocations/${one.label}.json`;
    },
    confirmation: () => `keys/${body.organisation}/confirmations/${body.number}.json`,
    statement: () => `${inVersion}/statement.json`,
    endorsement: () => `${inVersion}/endorsements/${body.organisation}/${body.number}.json`,
    publication: () => `${inVersion}/publication.json`,
    withholding: () => `${inVersion}/withholdings/${body.number}.json`,
  }[kind]();
};

const TEXT_PATH = /\/text\.[a-z0-9-]+\.txt$/;

// Every record with the signatures beside it; whatever else a bundle may hold is left over.
const readFiles = async (files) => {
  const records = new Map();
  const byPath = new Map();
  for (const [path, file] of Object.entries(files)) {
    if (!path.endsWith(".json")) continue;
    const record = await readRecord(file);
    refuse(!records.has(record.hash), "the same record twice");
    const read = { path, record, signatures: [] };
    records.set(record.hash, read);
    byPath.set(path, read);
  }
  for (const [path, file] of Object.entries(files)) {
    const [, of, name] = path.match(SIGNATURE_PATH) ?? [];
    const isOther = path.endsWith(".json") || path === ALLOWED_SIGNERS || TEXT_PATH.test(path);
    refuse(isOther || of !== undefined, "a file that no bundle has");
    if (of === undefined) continue;
    const read = byPath.get(of);
    refuse(read !== undefined, "a signature without its record");
    const signature = await readSignature(file, read.record.body.type, read.record.file);
    read.signatures.push({ ...signature, name, path });
  }
  return records;
};

const replay = async (bundle, entries, records, ledger, chains) => {
  const named = new Set();
  const answering = answers(records);
  for (const [place, entry] of entries.entries()) {
    const { at } = bundle.entries[place];
    if (entry.kind === "heads") {
      ledger.settle();
      continue;
    }
    const read = records.get(entry.record) ?? null;
    refuse(read === null || !named.has(entry.record), "the same record logged twice");
    await ledger.apply(at, entry, read?.record ?? null, read?.signatures ?? []);
    if (read !== null) {
      named.add(entry.record);
      refuse(pathOf(read.record, ledger) === read.path, "a record that lies where it does not belong");
      const isOf = ({ key, name }) => ledger.holders.get(key.id)?.split(" ")[1] === name;
      refuse(read.signatures.every(isOf), "a signature under another key's label");
    }
    const standsFor = read?.record ?? answering.get(entry.record);
    refuse(standsFor !== undefined, "the record of an entry is missing, and no withholding names it");
    for (const name of chainsOf(standsFor, ledger)) await chains.append(name, entry.record);
  }
  ledger.settle();
  refuse(named.size === records.size, "a record that no entry names");
  refuse(ledger.open.size === 0, "the record of an entry is missing, and no withholding names it");
};

// The chains that a record stands in. The entry of an act that is not shown names no version;
// the withholding that answers for it does.
const chainsOf = ({ kind, body }, ledger) => {
  const ofVersion = [`${body.statement ?? body.id}@${body.version}`];
  return {
    registry: () => ["root"],
    organisation: () => [`keys/${body.organisation}`],
    confirmation: () => [`keys/${body.organisation}`],
    revocation: () => [`keys/${ledger.revoked(body)[0]}`],
    statement: () => [body.id, ...ofVersion],
    endorsement: () => ofVersion,
    publication: () => ofVersion,
    withholding: () => ofVersion,
  }[kind]();
};
const answers = (records) => {
  const versions = new Map();
  for (const { record } of records.values()) {
    if (record.kind !== "withholding") continue;
    for (const one of record.body.entries) versions.set(readEntry(one).record, record);
  }
  return versions;
};

// The organisations whose keys decide where the version stands.
const concerned = (ledger, { statement, version }) => {
  const versions = ledger.statements.get(statement) ?? [];
  const named = versions.flatMap((one) => one.body.signatories.map((signatory) => signatory.organisation));
  const acted = [...(versions[version - 1]?.acts.keys() ?? [])];
  const found = new Set();
  const reached = [...named, ...acted].filter((one) => one !== undefined);
  while (reached.length > 0) {
    const organisation = reached.pop();
    if (found.has(organisation)) continue;
    found.add(organisation);
    for (const { body } of ledger.organisations.get(organisation)?.confirmations ?? []) {
      if (body.confirmed_by.organisation !== undefined) reached.push(body.confirmed_by.organisation);
    }
  }
  return found;
};

const checkNothingExtra = (bundle, entries, ledger, head) => {
  const isLast = (place) => bundle.entries[place].at === head.size - 1;
  refuse(entries.every((entry, place) => entry.kind !== "heads" || isLast(place)), "heads that no bundle has");
  const needed = concerned(ledger, bundle);
  refuse([...ledger.organisations.keys()].every((one) => needed.has(one)), "an organisation that has no place here");
  for (const [id, versions] of ledger.statements) {
    for (const one of versions) {
      const name = `${id}@${one.body.version}`;
      const isIt = id === bundle.statement && one.body.version === bundle.version;
      const isSaidOf = one.acts.size > 0 || ledger.withheld.has(name);
      refuse(id === bundle.statement && (isIt || !isSaidOf), "what is said about another version");
    }
  }
};

const checkBlock = (bundle, it) => {
  const inside = bundle.entries.filter(({ at }) => at >= it.at && at <= it.publication.at).length;
  refuse(inside === it.publication.at - it.at + 1, "an entry of the publication is left out");
};

const checkWords = async (bundle, it) => {
  const wanted = new Map();
  for (const [name, one] of Object.entries(it.body.texts)) {
    wanted.set(`${folder(bundle.statement, bundle.version)}/${one.file}`, one);
    const path = `${folder(bundle.statement, bundle.version)}/${one.file}`;
    const words = bundle.files[path];
    refuse(words !== undefined, `the text in ${name} is missing`);
    refuse((await hashOf(words)) === one.sha256, `the text in ${name} was altered`);
    refuse(utf8(words).length === one.bytes, `the text in ${name} was altered`);
    const form = /^(?! )[^\n]+(?<! )(\n\n?(?! )[^\n]+(?<! ))*\n$/;
    refuse(form.test(words) && words.normalize("NFC") === words, `the text in ${name} is not in its form`);
  }
  const texts = Object.keys(bundle.files).filter((path) => TEXT_PATH.test(path));
  refuse(texts.every((path) => wanted.has(path)), "a text that the version does not have");
};

const checkChains = async (bundle, entries, ledger, chains, head) => {
  const last = entries.at(-1);
  const root = last?.kind === "heads" && bundle.entries.at(-1).at === head.size - 1 ? last.root : null;
  const { statement, version } = bundle;
  const wanted = ["root", statement, `${statement}@${version}`];
  wanted.push(...[...concerned(ledger, bundle)].map((one) => `keys/${one}`));
  const given = new Map(bundle.chains.map((one) => [one.chain, one.siblings]));
  let isOpen = false;
  for (const name of wanted) {
    const siblings = given.get(name);
    given.delete(name);
    if (siblings === undefined || root === null) isOpen = true;
    else await checkChain(root, name, chains.value(name), siblings);
  }
  refuse(given.size === 0, "a chain that has no place here");
  return isOpen;
};

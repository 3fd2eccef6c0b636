// The eight kinds of records and the entries of the log: their members, and what their types alone cannot say.

const hash = text(/^[0-9a-f]{64}$/);
const salt = text(/^[0-9a-f]{32}$/);
const label = text(/^[a-z](-?[a-z0-9])*$/, 32);
const domain = text(/^(?!readme\.md$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, 253);
const slug = "(?!v[0-9]+$)(?=.{1,64}$)[a-z](-?[a-z0-9])*";
const statementId = text(new RegExp(`^[1-9][0-9]{3}/((0[1-9]|1[0-2])/)?${slug}$`));
const language = text(/^(?=.{1,35}$)[a-z]{2,3}(-[a-z0-9]{1,8})*$/);
const fileName = text(/^(?=.{1,64}$)[a-z0-9](-?[a-z0-9])*(\.[a-z0-9](-?[a-z0-9])*)+$/);
const origin = text(/^[a-z0-9.-]+(\/[a-z0-9.-]+)*$/, 200);

const isDay = (day) => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};
const time = (value) => {
  text(/^(19[7-9][0-9]|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/)(value);
  refuse(isDay(value.slice(0, 10)) && value <= "9999-12-30T22:00:00Z", "a time that no calendar has");
};
const date = (value) => {
  text(/^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$/)(value);
  refuse(value.length < 10 || isDay(value), "a day that no calendar has");
};
// Words that are what a reader sees. Letters that the registry's own program refuses for their language alone
// are not looked for here: they would not be signed in the first place.
const UNSEEN = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\u2028\u2029\ufffd\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;
const line = (value) => {
  refuse(typeof value === "string" && value !== "" && utf8(value).length <= 2000, "want a line of words");
  refuse(!/^ | $| {2}/.test(value) && !UNSEEN.test(value), "a line with something that nobody sees");
  refuse(value.normalize("NFC") === value, "a line that is not NFC");
};
const keyLine = (value) => void readKeyLine(value);
const vkey = text(/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/);
const version = integer(1);

const SHAPES = {
  registry: object({
    log_keys: sorted(vkey, 1, 16),
    made_at: time,
    maintainers: sorted(object({ key: keyLine, label, name: line }), 1, 32, (one) => one.label),
    name: line,
    number: integer(1),
    origin,
    previous: optional(hash),
    quorum: integer(),
    registry: optional(hash),
    salt: optional(salt),
    threshold: integer(1),
    type: exactly("countersign/registry/v1"),
    witnesses: sorted(vkey, 0, 32),
  }),
  organisation: object({
    aliases: sorted(line, 0, 16),
    keys: sorted(object({ key: keyLine, label, role: optional(line) }), 1, 32, (one) => one.label),
    made_at: time,
    name: line,
    number: integer(1),
    organisation: domain,
    previous: optional(hash),
    registry: hash,
    removed: sorted(
      object({ compromised_since: optional(integer()), key: keyLine, label, reason: line }),
      0,
      32,
      (one) => one.label,
    ),
    threshold: integer(1),
    type: exactly("countersign/organisation/v1"),
  }),
  revocation: object({ key: keyLine, reason: line, type: exactly("countersign/revocation/v1") }),
  confirmation: object({
    confirmed_at: time,
    confirmed_by: byName(oneOf("maintainer", "organisation"), text(/^/), 1, 1),
    how: (value) => {
      byName(oneOf("telephone", "url", "vouching"), () => {}, 1, 1)(value);
      const { telephone, url, vouching } = value;
      if (telephone !== undefined) object({ number: line, number_from: line })(telephone);
      if (url !== undefined) object({ fetched_at: time, sha256: hash, url: line })(url);
      if (vouching !== undefined) object({ reason: line })(vouching);
    },
    keys: sorted(keyLine, 1, 32, (one) => readKeyLine(one).id),
    number: integer(1),
    organisation: domain,
    previous: optional(hash),
    registry: hash,
    type: exactly("countersign/confirmation/v1"),
  }),
  statement: object({
    attachments: sorted(object({ bytes: integer(0, 32 << 20), file: fileName, sha256: hash }), 0, 32, (one) => one.file),
    date: optional(date),
    historical: flag,
    id: statementId,
    original_language: language,
    previous: optional(hash),
    registry: hash,
    signatories: list(object({ name: line, organisation: optional(domain) }), 0, 1000),
    summary: optional(line),
    texts: byName(language, object({ bytes: integer(1, 1 << 20), file: fileName, sha256: hash }), 1, 64),
    title: byName(language, line, 1, 64),
    type: exactly("countersign/statement/v1"),
    version,
  }),
  endorsement: object({
    act: oneOf("endorse", "decline", "withdraw"),
    capacity: oneOf("organisation", "members", "personal"),
    conditions: optional(object({ at_least: optional(integer(1)), not_before: optional(time), until: optional(time) })),
    languages: sorted(language, 0, 64),
    made_at: time,
    number: integer(1),
    organisation: domain,
    previous: optional(hash),
    public: optional(flag),
    reason: optional(line),
    record: hash,
    registry: hash,
    reservation: optional(line),
    salt,
    statement: statementId,
    type: exactly("countersign/endorsement/v1"),
    version,
  }),
  publication: object({
    published_at: time,
    record: hash,
    registry: hash,
    statement: statementId,
    type: exactly("countersign/publication/v1"),
    version,
  }),
  withholding: object({
    entries: list(text(/^/, 8192), 1, 64),
    number: integer(1),
    previous: optional(hash),
    reason: line,
    record: hash,
    registry: hash,
    since: time,
    statement: statementId,
    type: exactly("countersign/withholding/v1"),
    version,
  }),
};

const distinct = (keys) => refuse(new Set(keys).size === keys.length, "one key stands twice");
const keyId = (one) => readKeyLine(one.key).id;
const isNumbered = (body) => refuse((body.number === 1) === (body.previous === undefined), "a number without its chain");

const LAWFUL = {
  registry: (body) => {
    const isFirst = body.number === 1;
    for (const [name, want] of [["previous", !isFirst], ["registry", !isFirst], ["salt", isFirst]]) {
      refuse((body[name] !== undefined) === want, `${name} at the wrong number`);
    }
    refuse(body.threshold <= body.maintainers.length && body.quorum <= body.witnesses.length, "nobody could reach it");
    const types = (keys, type) => keys.every((key) => fromBase64(key.split("+").slice(2).join("+"))[0] === type);
    refuse(types(body.log_keys, 1) && types(body.witnesses, 4), "a verifier key of the wrong type");
    refuse(body.log_keys.every((key) => key.startsWith(`${body.origin}+`)), "a log key of another name");
    const others = [...body.log_keys, ...body.witnesses];
    distinct([...body.maintainers.map(keyId), ...others.map((key) => vkeyId(key))]);
  },
  organisation: (body) => {
    isNumbered(body);
    refuse(body.threshold <= body.keys.length, "nobody could reach it");
    refuse(body.number > 1 || body.removed.length === 0, "nothing to remove yet");
    distinct([...body.keys, ...body.removed].map(keyId));
  },
  revocation: () => {},
  confirmation: (body) => {
    isNumbered(body);
    const { maintainer, organisation } = body.confirmed_by;
    maintainer === undefined ? domain(organisation) : label(maintainer);
  },
  statement: (body) => {
    refuse((body.version === 1) === (body.previous === undefined), "a version without its chain");
    const languages = Object.keys(body.texts);
    refuse(sameList(languages, Object.keys(body.title)), "a title in each language");
    refuse(languages.includes(body.original_language), "the original language");
    refuse(languages.every((one) => body.texts[one].file === `text.${one}.txt`), "a text under another name");
    const once = (all) => refuse(new Set(all).size === all.length, "each name and each organisation once");
    once(body.signatories.map((one) => one.name));
    once(body.signatories.map((one) => one.organisation).filter((one) => one !== undefined));
  },
  endorsement: (body) => {
    isNumbered(body);
    const endorses = body.act === "endorse";
    refuse(body.act !== "withdraw" || body.number > 1, "nothing to withdraw");
    refuse(endorses === body.languages.length > 0, "the languages that are endorsed");
    refuse(endorses || (body.conditions === undefined && body.reservation === undefined), "only for an endorsement");
    refuse(!endorses || body.reason === undefined, "a reason only for other acts");
    refuse((body.act === "decline") === (body.public !== undefined), "public, exactly for a decline");
    const { conditions } = body;
    refuse(conditions === undefined || Object.keys(conditions).length > 0, "conditions that ask for something");
    const { not_before: from, until } = conditions ?? {};
    refuse(from === undefined || until === undefined || from < until, "a time that never comes");
  },
  publication: () => {},
  withholding: (body) => {
    isNumbered(body);
    let previous;
    for (const one of body.entries) {
      const entry = readEntry(one);
      refuse(entry.kind === "endorsement" && entry.previous === previous, "all entries of one chain, from its first");
      previous = entry.record;
    }
  },
};
const sameList = (left, right) => left.length === right.length && left.every((one, at) => one === right[at]);
const vkeyId = (key) => hex(fromBase64(key.split("+").slice(2).join("+")).subarray(1));

// The one door: text becomes a record, or is refused.
const readRecord = async (file) => {
  refuse(utf8(file).length <= 262144, "a record that is too long");
  const body = decode(file);
  const kind = typeof body?.type === "string" ? body.type.match(/^countersign\/([a-z]+)\/v1$/)?.[1] : undefined;
  if (kind === undefined || !Object.hasOwn(SHAPES, kind)) throw new Unchecked("a record of a later format");
  SHAPES[kind](body);
  if (kind === "registry") await Promise.all([...body.log_keys, ...body.witnesses].map(readVkey));
  LAWFUL[kind](body);
  return { kind, body, file, hash: await hashOf(file) };
};

const ENTRY = object({
  kind: oneOf(...Object.keys(SHAPES)),
  previous: optional(hash),
  record: hash,
  signatures: sorted(hash, 0, 64),
});
const HEADS = object({ kind: exactly("heads"), root: hash });

const readEntry = (bytes) => {
  refuse(utf8(bytes).length <= 8192, "an entry that is too long");
  const entry = decode(bytes);
  if (typeof entry?.kind !== "string") throw new Broken("no entry");
  if (entry.kind !== "heads" && !Object.hasOwn(SHAPES, entry.kind)) throw new Unchecked("an entry of a later format");
  (entry.kind === "heads" ? HEADS : ENTRY)(entry);
  return entry;
};

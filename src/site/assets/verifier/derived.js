// What follows from the records and stands in a bundle for stock tools: allowed_signers and the recipe.

const MAINTAINER_KINDS = ["registry", "organisation", "confirmation", "publication", "withholding"];
const ORGANISATION_KINDS = ["organisation", "revocation", "confirmation", "endorsement"];
const namespaces = (kinds) => kinds.map((kind) => `countersign/${kind}/v1`).join(",");

const allowedSigners = (ledger) => {
  const byText = (left, right) => compareBytes(left[0], right[0]);
  const rows = (principal, keys, kinds) =>
    [...keys.byLabel].sort(byText).map(([name, one]) => ({
      end: one.end,
      text:
        `${principal(name)} namespaces="${namespaces(kinds)}" ${one.key.line} ` +
        `${name}, from entry ${one.from}${one.end === null ? "" : ` to before entry ${one.end}`}` +
        `${one.taken === null ? "" : `, not to be relied on since entry ${one.taken.since}`}\n`,
    }));
  const all = rows((name) => `maintainer.${name}`, ledger.maintainers, MAINTAINER_KINDS);
  for (const [organisation, enrolled] of [...ledger.organisations].sort(byText)) {
    all.push(...rows(() => organisation, enrolled.keys, ORGANISATION_KINDS));
  }
  const head =
    "# Made by countersign from the registry's records; do not edit, `countersign verify` compares it.\n" +
    "# It lets ssh-keygen tell that a signature fits. It cannot tell that the key was entitled: see keys/README.md.\n";
  const ended = all.filter((one) => one.end !== null).map((one) => one.text);
  const between =
    "# Ended: these keys may sign no more. What they signed before still fits; countersign verify tells when that was.\n";
  return [
    head,
    ...all.filter((one) => one.end === null).map((one) => one.text),
    ...(ended.length > 0 ? [between, ...ended] : []),
  ].join("");
};

const UNPACK = [
  "# in an empty folder, with the bundle beside that folder as bundle.json, and with jq, sha256sum and ssh-keygen:",
  "jq -r '.files|keys[]' ../bundle.json | while read -r path; do case $path in /*|*..*) exit 1;; esac; mkdir -p \"${path%/*}\" && jq -j --arg path \"$path\" '.files[$path]' ../bundle.json > \"$path\"; done",
  "# each of these prints OK where the file is the one that was signed:",
];
const BEFORE_SIGNATURES =
  "# each of these prints Good where the signature fits; that the key was entitled, and that nothing is left out, countersign verify tells:";

const recipe = (bundle, records, it) => {
  const inFolder = (name) => `${folder(bundle.statement, bundle.version)}/${name}`;
  const sum = (want, name) => `echo '${want}  ${inFolder(name)}' | sha256sum -c`;
  const fits = ({ path, record, signatures }) =>
    [...signatures].sort((left, right) => compareBytes(left.path, right.path)).map((one) => {
      const principal = record.kind === "endorsement" ? record.body.organisation : `maintainer.${one.name}`;
      return `ssh-keygen -Y verify -f keys/allowed_signers -I ${principal} -n ${record.body.type} -s ${one.path} < ${path}`;
    });
  const texts = Object.keys(it.body.texts).sort().map((name) => it.body.texts[name]);
  const acts = [...it.acts].sort((left, right) => compareBytes(left[0], right[0])).flatMap(([, all]) => all);
  return [
    ...UNPACK,
    sum(it.hash, "statement.json"),
    ...texts.map((one) => sum(one.sha256, one.file)),
    BEFORE_SIGNATURES,
    ...[...acts, it.publication].flatMap((one) => fits(records.get(one.hash))),
  ];
};

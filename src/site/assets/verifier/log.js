// The log: leaves, the proof for several leaves at once, the map of chains, the signed head.

const leafHash = (entry) => sha256(Uint8Array.of(0), utf8(entry));
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

// The largest power of two below the width.
const split = (start, end) => {
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return start + half;
};

// The root of a subtree: out of the leaves in it, and out of the proof where there are none (FORMAT.md, Bundles).
// Both are taken in order, the next one last in its list.
const climb = async (start, end, leaves, proof) => {
  if (leaves.length === 0 || leaves.at(-1).at >= end) {
    refuse(proof.length > 0, "a proof that is too short");
    return proof.pop();
  }
  if (end - start === 1) return leaves.pop().hash;
  const middle = split(start, end);
  const left = await climb(start, middle, leaves, proof);
  return nodeHash(left, await climb(middle, end, leaves, proof));
};

const checkProof = async (bundle, head) => {
  const leaves = [];
  for (const { at, entry } of bundle.entries) {
    refuse(at < head.size, "an entry beyond the head of the log");
    leaves.push({ at, hash: await leafHash(entry) });
  }
  const proof = bundle.proof.map(fromHex).reverse();
  const root = await climb(0, head.size, leaves.reverse(), proof);
  refuse(proof.length === 0 && sameBytes(root, head.root), "entries that are not of the log with this head");
};

// A chain's value is a running hash; its place in the map follows from SHA-256 of its name.
class Chains {
  values = new Map();
  value(name) {
    return this.values.get(name) ?? new Uint8Array(32);
  }
  async append(name, record) {
    this.values.set(name, await sha256(this.value(name), fromHex(record)));
  }
}

const checkChain = async (root, name, value, siblings) => {
  refuse(siblings.length <= 256, "a path through the map that is too long");
  const key = await sha256(utf8(name));
  let hash = await sha256(Uint8Array.of(0), key, value);
  for (let step = siblings.length - 1; step >= 0; step -= 1) {
    const isRight = (key[step >> 3] >> (7 - (step % 8))) & 1;
    const sibling = fromHex(siblings[step]);
    hash = isRight ? await nodeHash(sibling, hash) : await nodeHash(hash, sibling);
  }
  refuse(hex(hash) === root, `records of ${name} were left out`);
};

const readHead = (note) => {
  const parts = note.match(/^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:\u2014 [^ \n]+ [A-Za-z0-9+/]+=*\n)+)$/);
  refuse(parts !== null && note.length <= 1 << 20, "no checkpoint");
  const size = Number(parts[2]);
  refuse(Number.isSafeInteger(size), "a log that is too large");
  const signatures = parts[4].trimEnd().split("\n").map((line) => {
    const [, name, base64] = line.split(" ");
    return { name, blob: fromBase64(base64) };
  });
  refuse(signatures.length <= 100, "too many signatures");
  const text = note.slice(0, note.indexOf("\n\n") + 1);
  return { origin: parts[1], size, root: fromBase64(parts[3]), text, signatures };
};

const signedBy = async (head, key) => {
  let time = null;
  for (const { name, blob } of head.signatures) {
    if (name !== key.name || !sameBytes(blob.subarray(0, 4), key.keyId)) continue;
    const isCosignature = key.type === 4;
    refuse(blob.length === (isCosignature ? 76 : 68), `a signature by ${name} that does not fit`);
    let message = head.text;
    let seconds = 0n;
    if (isCosignature) {
      seconds = new DataView(joined(blob).buffer).getBigUint64(4);
      refuse(seconds < 1n << 63n, "a cosignature from no time");
      message = `cosignature/v1\ntime ${seconds}\n${head.text}`;
    }
    const fits = await checkSignature(key.bytes, blob.subarray(isCosignature ? 12 : 4), utf8(message));
    refuse(fits, `a signature by ${name} that does not fit`);
    time = time === null || seconds > time ? seconds : time;
  }
  return time;
};

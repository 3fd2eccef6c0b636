// OpenSSH public keys, SSHSIG files, and C2SP verifier keys and signed notes.

class Reader {
  constructor(bytes) {
    this.rest = bytes;
  }
  take(length) {
    refuse(this.rest.length >= length, "cut off");
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return taken;
  }
  number() {
    return new DataView(joined(this.take(4)).buffer).getUint32(0);
  }
  string() {
    return this.take(this.number());
  }
  text() {
    return String.fromCharCode(...this.string());
  }
  end() {
    refuse(this.rest.length === 0, "something after the last field");
  }
}
const sshString = (bytes) => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return joined(length, bytes);
};

const PLAIN = "ssh-ed25519";
const HARDWARE = "sk-ssh-ed25519@openssh.com";

// {line, bytes, application}: two keys are the same key if their 32 bytes are.
const readKey = (blob) => {
  const reader = new Reader(blob);
  const type = reader.text();
  if (type !== PLAIN && type !== HARDWARE) throw new Unchecked(`a key of type ${type}`);
  const bytes = reader.string();
  const application = type === HARDWARE ? reader.string() : null;
  refuse(application === null || application.length <= 128, "a long application string");
  reader.end();
  checkKey(bytes);
  return { type, bytes, application, line: `${type} ${toBase64(blob)}`, id: hex(bytes) };
};
const readKeyLine = (line) => {
  refuse(typeof line === "string" && /^[a-z0-9@.-]+ [A-Za-z0-9+/=]+$/.test(line), "no public key");
  const key = readKey(fromBase64(line.split(" ")[1]));
  refuse(key.line === line, "a public key in another spelling");
  return key;
};

const BEGIN = "-----BEGIN SSH SIGNATURE-----\n";
const END = "-----END SSH SIGNATURE-----\n";

// What a signature file says, and whether it fits a record: the one function that answers that here.
const readSignature = async (file, namespace, record) => {
  refuse(file.length <= 16384 && file.startsWith(BEGIN) && file.endsWith(END), "no signature file");
  const lines = file.slice(BEGIN.length, -END.length);
  const base64 = lines.replaceAll("\n", "");
  refuse(lines === base64.replace(/.{1,70}/g, "$&\n"), "a signature file in another spelling");
  const reader = new Reader(fromBase64(base64));
  refuse(String.fromCharCode(...reader.take(6)) === "SSHSIG" && reader.number() === 1, "no signature");
  const key = readKey(reader.string());
  refuse(reader.text() === namespace, "a signature for something else");
  refuse(reader.string().length === 0, "a reserved field that is not empty");
  const algorithm = reader.text();
  if (algorithm !== "sha256" && algorithm !== "sha512") throw new Unchecked(`the hash algorithm ${algorithm}`);
  const inner = new Reader(reader.string());
  reader.end();
  refuse(inner.text() === key.type, "a signature of another type than its key");
  const signature = inner.string();
  const [flags, counter] = key.application === null ? [null, null] : [inner.take(1), inner.take(4)];
  inner.end();
  const hash = algorithm === "sha256" ? await sha256(utf8(record)) : await sha512(utf8(record));
  const signed = joined(
    utf8("SSHSIG"),
    ...[utf8(namespace), new Uint8Array(), utf8(algorithm), hash].map(sshString),
  );
  let message = signed;
  if (key.application !== null) {
    refuse((flags[0] & 1) === 1, "a FIDO signature that nobody was present for");
    message = joined(await sha256(key.application), flags, counter, await sha256(signed));
  }
  refuse(await checkSignature(key.bytes, signature, message), "a signature that does not fit");
  return { key, file: await hashOf(file) };
};

// A verifier key of C2SP: NAME+ID+BASE64 of the type and the 32 bytes.
const readVkey = async (text) => {
  const parts = typeof text === "string" ? text.match(/^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/) : null;
  refuse(parts !== null && parts[1].length <= 255, "no verifier key");
  const blob = fromBase64(parts[3]);
  refuse(blob.length === 33, "a verifier key of another length");
  const [name, type, bytes] = [parts[1], blob[0], blob.subarray(1)];
  checkKey(bytes);
  const keyId = (await sha256(utf8(name), Uint8Array.of(10, type), bytes)).subarray(0, 4);
  refuse(hex(keyId) === parts[2], "a verifier key whose id is not its own");
  return { text, name, type, bytes, keyId, id: hex(bytes) };
};

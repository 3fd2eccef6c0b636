// Bytes, hexadecimal, base64 and SHA-256, each in one spelling.
// Everything of this verifier is concatenated into one script; FORMAT.md is what it implements, in its words.

class Broken extends Error {} // proven: altered, left out, or against a rule
class Unchecked extends Error {} // could not be judged: says neither good nor bad

const refuse = (condition, message) => {
  if (!condition) throw new Broken(message);
};

const utf8 = (text) => new TextEncoder().encode(text);
const fromUtf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text) => {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Broken("what should be base64 is not");
  }
  // atob forgives white space, missing padding and stray bits; a value has one spelling.
  refuse(toBase64(bytes) === text, "base64 in another spelling");
  return bytes;
};

const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
const sameBytes = (left, right) => left.length === right.length && left.every((byte, at) => byte === right[at]);

const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
const sha512 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-512", bytes));
const hashOf = async (text) => hex(await sha256(utf8(text)));

const isSortedBy = (list, key) =>
  list.every((one, at) => at === 0 || compareBytes(key(list[at - 1]), key(one)) < 0);
// Order by UTF-8 bytes, which differs from that of JavaScript strings beyond U+FFFF.
const compareBytes = (left, right) => {
  const [a, b] = [utf8(left), utf8(right)];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (a[at] !== b[at]) return a[at] - b[at];
  }
  return a.length - b.length;
};

// Ed25519 as dalek's verify_strict judges it: WebCrypto checks the equation without cofactor and that S is canonical;
// keys and R must not be of small order, and a key is the canonical encoding of a point.

const FIELD = 2n ** 255n - 19n;
const CURVE_D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

const power = (base, exponent) => {
  let result = 1n;
  for (let square = base % FIELD; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * square) % FIELD;
    square = (square * square) % FIELD;
  }
  return result;
};
const littleEndian = (bytes) => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);

// The y coordinates of the eight points of small order, in whatever spelling: 0, 1, -1 and the two of order 8.
const SMALL_ORDER = [
  0n,
  1n,
  FIELD - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  55188659117513257062467267217118295137698188065244968500265048394206261417927n,
];

const yOf = (bytes) => littleEndian(Uint8Array.from(bytes, (byte, at) => (at === 31 ? byte & 0x7f : byte)));
const isSmallOrder = (bytes) => SMALL_ORDER.includes(yOf(bytes) % FIELD);

const checkKey = (bytes) => {
  refuse(bytes.length === 32, "want a key of 32 bytes");
  const sign = bytes[31] >> 7;
  const y = yOf(bytes);
  refuse(y < FIELD, "a key in a spelling that is not canonical");
  refuse(!isSmallOrder(bytes), "a key of small order");
  // x² = (y² - 1) / (d y² + 1) must have a root (Euler's criterion), and 0 has no second spelling.
  const square = (y * y) % FIELD;
  const [above, below] = [(square - 1n + FIELD) % FIELD, (CURVE_D * square + 1n) % FIELD];
  const ratio = (above * power(below, FIELD - 2n)) % FIELD;
  refuse(ratio !== 0n || sign === 0, "a key in a spelling that is not canonical");
  refuse(ratio === 0n || power(ratio, (FIELD - 1n) / 2n) === 1n, "a key that is no point of the curve");
};

const checkSignature = async (key, signature, message) => {
  if (signature.length !== 64 || isSmallOrder(signature.subarray(0, 32))) return false;
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    throw new Unchecked("this browser has no Ed25519");
  }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
};

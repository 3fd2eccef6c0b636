// Canonical JSON (RFC 8785, as FORMAT.md narrows it): parse, encode again, compare.

const encode = (value) => {
  if (typeof value === "string") {
    refuse(value.isWellFormed(), "half of a surrogate pair");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    refuse(Number.isSafeInteger(value) && value >= 0, "a number that is no integer from 0 to 2^53-1");
    return String(value);
  }
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(encode).join(",")}]`;
  refuse(value !== null && typeof value === "object", "null");
  const members = Object.keys(value).sort().map((name) => `${encode(name)}:${encode(value[name])}`);
  return `{${members.join(",")}}`;
};

// A member that stands twice, white space, another order or another number form all end in another text.
const decode = (text) => {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Broken("no JSON");
  }
  refuse(encode(value) === text, "JSON in another spelling than the canonical one");
  return value;
};

// Shapes: functions that refuse what is not of their type. A shape of an object names every member there may be.

const object = (members) => (value) => {
  refuse(typeof value === "object" && value !== null && !Array.isArray(value), "want an object");
  for (const name of Object.keys(value)) refuse(Object.hasOwn(members, name), `an unknown member ${name}`);
  for (const [name, shape] of Object.entries(members)) {
    if (Object.hasOwn(value, name)) shape(value[name]);
    else refuse(shape.isOptional, `no member ${name}`);
  }
};
const optional = (shape) => Object.assign((value) => shape(value), { isOptional: true });
const list = (shape, least, most) => (value) => {
  refuse(Array.isArray(value) && value.length >= least && value.length <= most, `want a list of ${least} to ${most}`);
  value.forEach(shape);
};
const sorted = (shape, least, most, key = (one) => one) => (value) => {
  list(shape, least, most)(value);
  refuse(isSortedBy(value, key), "want a sorted list, each once");
};
const byName = (isName, shape, least, most) => (value) => {
  refuse(typeof value === "object" && value !== null && !Array.isArray(value), "want an object");
  const names = Object.keys(value);
  refuse(names.length >= least && names.length <= most, `want ${least} to ${most} members`);
  for (const name of names) {
    isName(name);
    shape(value[name]);
  }
};
const text = (pattern, most = Infinity) => (value) =>
  refuse(typeof value === "string" && value.length <= most && pattern.test(value), "a value that is not of its form");
const oneOf = (...words) => (value) => refuse(words.includes(value), `want one of ${words.join(", ")}`);
const integer = (least = 0, most = Number.MAX_SAFE_INTEGER) => (value) =>
  refuse(Number.isSafeInteger(value) && value >= least && value <= most, `want an integer from ${least}`);
const flag = (value) => refuse(typeof value === "boolean", "want true or false");
const exactly = (want) => (value) => refuse(value === want, `want ${want}`);

// Where the engine and the bundle come from, and how they are asked.

// Why nothing could be judged: the name of the attribute that says it in the page's language.
class Unchecked extends Error {}

const base64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const unpacked = async (text, name, read = base64) => {
  if (typeof DecompressionStream === "undefined") throw new Unchecked("unchecked");
  try {
    const bytes = read(text);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Unchecked(name);
  }
};

// A script that assigns one string: the only kind of file that a page may load from a disk and from a server alike.
// From a server its hash decides; from a disk no browser compares hashes.
const assigned = (element) => new Promise((done, fail) => {
  const { src, name, integrity } = element.dataset;
  const script = document.createElement("script");
  script.src = src;
  if (location.protocol !== "file:") script.integrity = integrity;
  script.onload = () => (typeof globalThis[name] === "string" ? done(globalThis[name]) : fail(new Unchecked("missing")));
  script.onerror = () => fail(new Unchecked("missing"));
  document.head.append(script);
});

// What an element of the page holds, or what the file holds that it names.
const held = async (id, damaged) => {
  const element = document.getElementById(id);
  if (element === null) throw new Unchecked("missing");
  return unpacked(element.dataset.src === undefined ? element.textContent : await assigned(element), damaged);
};

// An engine in a worker of its own. It is ended where an answer takes longer than the caller wants to wait.
const started = async (wasm, milliseconds) => {
  const link = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  const worker = new Worker(link);
  const waiting = new Map();
  const refuse = (name) => {
    worker.terminate();
    for (const { fail } of waiting.values()) fail(new Unchecked(name));
    waiting.clear();
  };
  worker.onerror = () => refuse("unchecked");
  worker.onmessage = ({ data: { id, answer, failed } }) => {
    const { done, fail } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (failed !== undefined) fail?.(new Unchecked("unchecked"));
    else done?.(answer);
  };
  let count = 0;
  const post = (message, wait) => new Promise((done, fail) => {
    const id = (count += 1);
    const timer = setTimeout(() => refuse("slow"), wait);
    const settle = (then) => (value) => {
      clearTimeout(timer);
      then(value);
    };
    waiting.set(id, { done: settle(done), fail: settle(fail) });
    worker.postMessage({ id, ...message });
  });
  await post({ wasm }, milliseconds);
  URL.revokeObjectURL(link);
  return { ask: (request, bytes, wait) => post({ request, bytes }, wait), end: () => worker.terminate() };
};

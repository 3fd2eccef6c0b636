// The engine in a worker: nothing it does can hold up the page, and the page can end it at any time.
"use strict";
let engine;

// A request is JSON behind its length, and bytes behind that; an answer is JSON behind its length.
const call = (request, bytes) => {
  const { memory, take, call: ask } = engine.exports;
  const json = new TextEncoder().encode(JSON.stringify(request));
  const length = 4 + json.length + bytes.length;
  const at = take(length);
  const room = new Uint8Array(memory.buffer, at, length);
  new DataView(memory.buffer).setUint32(at, json.length, true);
  room.set(json, 4);
  room.set(bytes, 4 + json.length);
  const told = ask(at, length);
  const size = new DataView(memory.buffer).getUint32(told, true);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, told + 4, size)));
};

// Messages are answered in their order; what went wrong is told by its name only, since words would need a language.
let last = Promise.resolve();
onmessage = ({ data: { id, wasm, request, bytes } }) => {
  last = last.then(async () => {
    try {
      if (wasm !== undefined) engine = (await WebAssembly.instantiate(wasm, {})).instance;
      postMessage({ id, answer: wasm === undefined ? call(request, bytes) : {} });
    } catch (error) {
      postMessage({ id, failed: String(error) });
    }
  });
};

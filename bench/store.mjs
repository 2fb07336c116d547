// Measures loading a store, or saving it in another format.
// Usage: node bench/store.mjs load FROM | save FROM TO
import { readStore } from "../dist/store/read-store.js";
import { serializeStore, writeStore } from "../dist/store/write-store.js";

const [command, from, to] = process.argv.slice(2);
let start = performance.now();
const { inventory } = readStore(from);
if (command === "save") {
  start = performance.now();
  writeStore(to, serializeStore(inventory, to));
}
console.error(`step: ${(performance.now() - start).toFixed(1)} ms`);

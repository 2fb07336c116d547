// Saves or loads a store: node bench/store.mjs save FROM TO | load FROM
import { readStore } from "../dist/store/read-store.js";
import { serializeStore, writeStore } from "../dist/store/write-store.js";

const [what, from, to] = process.argv.slice(2);
const { inventory } = readStore(from);
if (what === "save") {
  const start = performance.now();
  writeStore(to, serializeStore(inventory, to));
  console.error(`saved in ${Math.round(performance.now() - start)} ms`);
}

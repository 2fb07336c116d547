#!/usr/bin/env node
const args = process.argv.slice(2);
if (args.length === 1 && ["--version", "-v", "-V"].includes(args[0])) {
  // Asked by scripts all the time: answered without loading the program.
  const { version } = require("../package.json");
  process.stdout.write(`${version}\n`);
} else {
  // From Node 22.1 on. Beside the program, since whoever can write there can change the program itself: a folder that
  // all users share, as Node would take, would let them change each other's. Where nothing can be written, nothing is.
  require("node:module").enableCompileCache?.(`${__dirname}/../.cache`);
  // A shell waits for completion at each Tab.
  if (args[0] === "__complete") require("../program/complete.js").complete(args.slice(1));
  else {
    if (process.versions.v8.startsWith("11.")) optimizeLater(require("node:v8"));
    require("../program/main.js").main(args);
  }
}

/**
 * V8 of Node 20 optimizes functions so early that it soon discards the result. Twice its budget and a fifth of its
 * inlining save up to a third of a scan with inference; more delay costs time in large scans. Later releases of V8 have
 * other flags.
 */
function optimizeLater({ setFlagsFromString }) {
  setFlagsFromString("--interrupt-budget=300000");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=200");
}

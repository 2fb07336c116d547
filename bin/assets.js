#!/usr/bin/env node
const { join } = require("node:path");

const args = process.argv.slice(2);
if (args.length === 1 && ["--version", "-v", "-V"].includes(args[0])) {
  // Scripts often ask for the version, so it is printed without loading the program.
  const { version } = require("../package.json");
  process.stdout.write(`${version}\n`);
} else {
  // The compiled code lies beside the program, because anybody with write access there can change the program anyway;
  // Node's default is a folder shared by all users. In a read-only folder there is no cache.
  const cache = join(__dirname, "..", ".cache");
  if (process.versions.v8.startsWith("11.")) {
    optimizeLater(require("node:v8"));
    require("./compile-cache.js")(cache, join(__dirname, "..", "program"));
  } else {
    // Available from Node 22.1.
    require("node:module").enableCompileCache?.(cache);
  }
  // Completion runs at each press of Tab, so it loads less.
  if (args[0] === "__complete") require("../program/complete.js").complete(args.slice(1));
  else require("../program/main.js").main(args);
}

/**
 * V8 of Node 20 optimizes functions so early that it soon discards the result. Four times its budget and a fifth of
 * its inlining save up to a third of a scan with inference; more delay costs time in large scans. Later releases of V8
 * have other flags.
 */
function optimizeLater({ setFlagsFromString }) {
  setFlagsFromString("--interrupt-budget=300000");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=200");
  // Otherwise, the compile cache of a long run would lack the functions of its start.
  setFlagsFromString("--no-flush-bytecode");
}

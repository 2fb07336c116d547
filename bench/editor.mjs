// Measures the language server on a generated repository: start, findings after a key press, and memory.
// Usage: npm run bench:editor -- [--flows N] [--edits N]
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { generate } from "./generate.mjs";

const { values } = parseArgs({
  options: { flows: { type: "string", default: "1000" }, edits: { type: "string", default: "40" } },
});
const flows = Number(values.flows);
const root = mkdtempSync(join(tmpdir(), "assets-bench-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));
process.env.ASSETS_CACHE_DIR = join(root, "cache");
const folder = join(root, "repository");
generate(folder, flows, 1, { usual: true });
const [first] = readdirSync(join(folder, "flows"), { recursive: true, withFileTypes: true }).filter((entry) =>
  entry.isFile(),
);
const path = join(first.parentPath, first.name);
const uri = pathToFileURL(path).href;
const text = readFileSync(path, "utf8");
const BROKEN = "\n  - {id: typed, type: x, assets: {output: []}}\n";

/** Starts a server, opens a file with a finding, and edits it. */
async function session(edits) {
  const begin = performance.now();
  const server = spawn(
    process.execPath,
    [fileURLToPath(new URL("../bin/assets.js", import.meta.url)), "lsp"],
    { cwd: folder, stdio: ["pipe", "pipe", "inherit"] },
  );
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let published = () => {};
  connection.onNotification("textDocument/publishDiagnostics", (params) => {
    if (params.uri === uri) published(params.diagnostics);
  });
  const nextDiagnostics = (isExpected) =>
    new Promise((resolve) => {
      published = (diagnostics) => isExpected(diagnostics) && resolve();
    });
  const isBroken = (diagnostics) => diagnostics.some(({ code }) => code === "unknown-key");
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
  });
  const initialized = performance.now() - begin;
  await connection.sendNotification("initialized", {});
  const opened = nextDiagnostics(isBroken);
  const document = (version, content) => ({ uri, languageId: "yaml", version, text: content });
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: document(1, text.trimEnd() + BROKEN),
  });
  await opened;
  const ready = performance.now() - begin;
  const times = [];
  for (let version = 2; version < 2 + edits; version++) {
    // A pause between edits, in which the server finishes its idle work.
    await new Promise((resolve) => setTimeout(resolve, 600));
    const isFixed = version % 2 === 0;
    const updated = nextDiagnostics((diagnostics) => isBroken(diagnostics) !== isFixed);
    const start = performance.now();
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text: isFixed ? text : text.trimEnd() + BROKEN }],
    });
    await updated;
    times.push(performance.now() - start);
  }
  await connection.sendRequest("textDocument/hover", {
    textDocument: { uri },
    position: { line: 5, character: 8 },
  });
  const memory = memoryOf(server.pid);
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  return { initialized, ready, times: times.sort((a, b) => a - b), memory };
}

/** Current and peak resident memory in MB; undefined without /proc. */
function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const read = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
    return { current: read("VmRSS"), peak: read("VmHWM") };
  } catch {
    return undefined;
  }
}

const ms = (time) => `${Math.round(time)} ms`;
for (const [label, edits] of [
  ["first start", 0],
  ["later start", Number(values.edits)],
]) {
  const { initialized, ready, times, memory } = await session(edits);
  console.log(`${flows} flows, ${label}: initialized after ${ms(initialized)}, findings after ${ms(ready)}`);
  if (times.length > 0)
    console.log(
      `findings after a key press: median ${ms(times[Math.floor(times.length / 2)])}, 90th percentile ${ms(times[Math.floor(times.length * 0.9)])}, maximum ${ms(times.at(-1))} (goal 100 ms)`,
    );
  if (memory) console.log(`memory: ${memory.current} MB, peak ${memory.peak} MB (goal 250 MB)`);
}
process.exit();

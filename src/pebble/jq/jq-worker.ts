import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { meterWasm } from "./wasm-meter.ts";

/** The result of one run of jq; `stopped`: it exhausted its steps or its memory. */
export type JqRun =
  | {
      readonly kind: "done";
      readonly stdout: string;
      readonly stderr: string;
      readonly exitCode: number;
      /** Steps that it took; at most those of a run that is stopped. */
      readonly steps: number;
    }
  | { readonly kind: "stopped" };

/** Steps (calls and loop rounds inside jq) of one run. Starting jq takes 0.2 million; 2 million take some 40 ms. */
export const MOST_STEPS = 2_000_000;
/** 64 KiB each. */
const MEMORY_PAGES = 1024;
/** Never reached by a metered jq; only a worker that died keeps the program from waiting for ever. */
const LOST_AFTER_MS = 60_000;

/**
 * jq can only be loaded asynchronously, and evaluation is synchronous: it runs in a thread that this one waits for.
 * The text is CommonJS because a thread started from text is.
 */
const THREAD = `
const { workerData } = require("node:worker_threads");
const { port, signal, wasm, jqPath } = workerData;
const { loadJq } = require(jqPath);
const module_ = new WebAssembly.Module(wasm);
// jq's output is discarded: the other thread does not read it, and an open stream would keep the program running.
process.stdout.write = process.stderr.write = () => true;
let instance, jq;
async function load() {
  jq = await loadJq({
    instantiateWasm(imports, onSuccess) {
      instance = new WebAssembly.Instance(module_, imports);
      instance.exports.fuel.value = 1n << 40n;
      onSuccess(instance, module_);
      return {};
    },
  });
}
port.on("message", async ({ program, input, fuel }) => {
  let answer;
  try {
    if (jq === undefined) await load();
    instance.exports.fuel.value = fuel;
    answer = { kind: "done", ...jq.raw(input, program, ["-c"]), steps: Number(fuel - instance.exports.fuel.value) };
  } catch {
    jq = undefined;
    answer = { kind: "stopped" };
  }
  port.postMessage(answer);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});
`;

interface Thread {
  readonly port: MessagePort;
  readonly signal: Int32Array;
}

let thread: Thread | undefined;

function start(): Thread {
  const require = createRequire(import.meta.url);
  const wasm = meterWasm(readFileSync(require.resolve("jq-wasm/jq.wasm")), "fuel", MEMORY_PAGES);
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: { port: port2, signal, wasm, jqPath: require.resolve("jq-wasm") },
    transferList: [port2],
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  });
  worker.unref();
  port1.unref();
  return { port: port1, signal };
}

/**
 * Runs a jq program on JSON text in real jq, with counted steps and bounded memory, so that it ends the same way
 * everywhere.
 *
 * @param steps after which it is stopped
 */
export function runJq(program: string, input: string, steps: number): JqRun {
  thread ??= start();
  const { port, signal } = thread;
  Atomics.store(signal, 0, 0);
  // The space keeps a program that begins with a dash from being taken for an option.
  port.postMessage({ program: ` ${program}`, input, fuel: BigInt(steps) });
  Atomics.wait(signal, 0, 0, LOST_AFTER_MS);
  const received = receiveMessageOnPort(port);
  if (received === undefined) {
    thread = undefined;
    return { kind: "stopped" };
  }
  return received.message as JqRun;
}

import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { PictureError } from "./picture-error.ts";

/** Milliseconds that a layout may take before the user is told the way out. */
const LAYOUT_TIME_LIMIT = 20_000;

const WAY_OUT =
  'Draw less of it ("--collapse namespace", or "--focus <asset> --depth 2"), or write "--format dot" and lay it out with a Graphviz of your own.';

/** What the worker of @aduh95/viz.js answers to a request. */
interface Answer {
  readonly result?: string;
  readonly error?: { readonly message: string };
}

/**
 * Lays out DOT text with the library that graphviz-cli uses: Graphviz as WebAssembly, in a worker, so that nothing needs
 * to be installed and the time limit holds whatever Graphviz is busy with.
 *
 * @param size how many nodes and edges, for the message
 * @returns SVG text. Rejects with a PictureError.
 */
export async function layOut(
  dot: string,
  size: { readonly nodes: number; readonly edges: number },
  timeLimit = LAYOUT_TIME_LIMIT,
): Promise<string> {
  const worker = startWorker();
  const large = `The picture has ${size.nodes} nodes and ${size.edges} edges`;
  const { promise, fail, done } = settle();
  const timer = setTimeout(
    () => fail(`${large}; Graphviz did not finish it within ${timeLimit / 1000} s.`),
    timeLimit,
  );
  worker.once("message", ({ result, error }: Answer) => {
    if (result !== undefined) done(result);
    else fail(`Graphviz could not draw this: ${error?.message ?? "no reason given"}. ${large}.`);
  });
  worker.once("error", (error) => fail(`Graphviz stopped: ${error.message}. ${large}.`));
  worker.once("exit", (code) => fail(`Graphviz stopped with code ${code}. ${large}.`));
  worker.postMessage({
    id: 0,
    src: dot,
    options: { format: "svg", engine: "dot", files: [], images: [], yInvert: false, nop: 0 },
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/**
 * The library's own worker. It is started here rather than by the library, to keep what Graphviz says about letters
 * whose widths it does not know off the user's terminal; such letters are drawn all the same.
 */
function startWorker(): Worker {
  const require = createRequire(import.meta.url);
  const file = require.resolve("@aduh95/viz.js/worker");
  return new Worker(file, { stdout: true, stderr: true, workerData: { __filename: file } });
}

function settle() {
  let done: (svg: string) => void = () => {};
  let fail: (message: string) => void = () => {};
  const promise = new Promise<string>((resolve, reject) => {
    done = resolve;
    fail = (message) => reject(new PictureError(message, { hint: WAY_OUT, exitCode: 1 }));
  });
  return { promise, done, fail };
}

import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { AssetsError } from "../util/errors.ts";

/** Time limit of a layout, in milliseconds. */
const DEFAULT_TIME_LIMIT = 20_000;

/**
 * graphviz-cli lays out in a thread that its viz.js starts once per process and never ends, so a slow layout could not
 * be stopped. The thread started here contains that one and ends it. viz.js starts its thread only where `isMainThread`
 * is true. The text is CommonJS, because a thread started from text is.
 */
const THREAD = `
const threads = require("node:worker_threads");
const { graphvizPath, dot } = threads.workerData;
threads.isMainThread = true;
const { renderGraphFromSource } = require(graphvizPath);
renderGraphFromSource({ input: dot }, { engine: "dot", format: "svg" }).then(
  (svg) => threads.parentPort.postMessage({ svg }),
  ({ message }) => threads.parentPort.postMessage({ message }),
);
`;

type Answer = { readonly svg: string } | { readonly svg?: undefined; readonly message: string };

/**
 * Lays out DOT text with graphviz-cli, a WebAssembly build of Graphviz that needs no installation. Graphviz's warnings
 * about characters of unknown width are dropped; these characters are still drawn.
 *
 * @param size the number of nodes and edges, for messages
 * @param timeLimit in milliseconds
 * @returns SVG text. Rejects with an AssetsError for invalid text or a timeout.
 */
export async function layOutPicture(
  dot: string,
  size: { readonly nodes: number; readonly edges: number },
  timeLimit = DEFAULT_TIME_LIMIT,
): Promise<string> {
  const require = createRequire(import.meta.url);
  const workerData = { graphvizPath: require.resolve("graphviz-cli"), dot };
  const worker = new Worker(THREAD, { eval: true, stdout: true, stderr: true, workerData });
  const picture = `The picture has ${size.nodes} nodes and ${size.edges} edges`;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      const fail = (message: string) => reject(new AssetsError(message, { hint: WAY_OUT, exitCode: 1 }));
      timer = setTimeout(
        () => fail(`${picture}; Graphviz did not finish it within ${timeLimit / 1000} s.`),
        timeLimit,
      );
      worker.once("message", (answer: Answer) => {
        if (answer.svg !== undefined) resolve(answer.svg);
        else fail(`Graphviz error: ${answer.message}. ${picture}.`);
      });
      worker.once("error", ({ message }) => fail(`Graphviz stopped: ${message}. ${picture}.`));
      worker.once("exit", (code) => fail(`Graphviz stopped with code ${code}. ${picture}.`));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const WAY_OUT =
  'Reduce the picture ("--collapse namespace", or "--focus <asset> --depth 2"), or write "--format dot" and use your own Graphviz.';

import { Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

/*
 * Counts operations instead of measuring time: executions of source code blocks, from V8's coverage, and items
 * processed by built-in functions. Must be imported before the measured code, because V8 does not count functions
 * compiled earlier.
 */

// Optimized code does not count the calls of its functions, and V8 optimizes at varying times.
setFlagsFromString("--no-opt");
setFlagsFromString("--no-maglev");

const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/** The number of executed source code blocks, including repetitions, plus the number of items in built-in functions. */
export async function operations(run: () => unknown): Promise<number> {
  blocksRun();
  const items = { count: 0 };
  const restore = countBuiltIns(items);
  try {
    await run();
  } finally {
    restore();
  }
  return blocksRun() + items.count;
}

/** The number of blocks executed since the last call. */
function blocksRun(): number {
  let blocks = 0;
  session.post("Profiler.takePreciseCoverage", (error, taken) => {
    if (error) throw error;
    for (const { url, functions } of taken.result) {
      if (!url.includes("/src/") && !url.includes("/test/growth/")) continue;
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
  });
  return blocks;
}

/** The number of items processed by a built-in function, from its receiver, arguments and result. */
type Work = (on: Sized, args: readonly unknown[], result: unknown) => number;
interface Sized {
  readonly length?: number;
  readonly size?: number;
}

const all: Work = ({ length, size }) => length ?? size ?? 0;
const upToResult: Work = ({ length = 0 }, [, from], result) =>
  (result === -1 ? length : Number(result)) - (typeof from === "number" ? from : 0);
const ofResult: Work = (_, __, result) => (result as Sized).length ?? 0;
const ofRange: Work = ({ length = 0 }, [, from = 0, to = length]) => Number(to) - Number(from);
const ofArgument: Work = (_, [argument]) => (argument as Sized).length ?? 0;

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const ARRAYS = ["includes", "lastIndexOf", "join", "reverse", "sort", "keys", "entries", Symbol.iterator];

/** Functions that process items without a callback. V8's coverage does not include their work. */
const BUILT_INS: readonly (readonly [object, Work, readonly PropertyKey[]])[] = [
  [Array.prototype, all, [...ARRAYS, "splice", "shift", "unshift", "flat", "concat"]],
  [Array.prototype, upToResult, ["indexOf"]],
  [Array.prototype, ofResult, ["slice"]],
  [Array.prototype, ofRange, ["fill"]],
  [typedArray, all, ARRAYS],
  [typedArray, upToResult, ["indexOf"]],
  [typedArray, ofResult, ["slice"]],
  [typedArray, ofRange, ["fill"]],
  [typedArray, ofArgument, ["set"]],
  [Map.prototype, all, ["keys", "values", "entries", Symbol.iterator]],
  [Set.prototype, all, ["values", Symbol.iterator]],
  [String.prototype, all, ["includes", "split", "replaceAll"]],
  [String.prototype, upToResult, ["indexOf"]],
  [String.prototype, ofResult, ["slice"]],
];

function countBuiltIns(items: { count: number }): () => void {
  const before: (readonly [object, PropertyKey, PropertyDescriptor])[] = [];
  for (const [owner, work, names] of BUILT_INS) {
    for (const name of names) {
      const descriptor = Object.getOwnPropertyDescriptor(owner, name);
      if (descriptor === undefined) throw new RangeError(`there is no ${String(name)}`);
      before.push([owner, name, descriptor]);
      const original = descriptor.value as (...args: unknown[]) => unknown;
      const counting = function (this: Sized, ...args: unknown[]): unknown {
        const result = original.apply(this, args);
        items.count += work(this, args, result);
        return result;
      };
      Object.defineProperty(owner, name, { ...descriptor, value: counting });
    }
  }
  return () => {
    for (const [owner, name, descriptor] of before) Object.defineProperty(owner, name, descriptor);
  };
}

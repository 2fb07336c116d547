import { Session } from "node:inspector";

/*
 * Counts the work of a program instead of its time: how often each block of the sources runs, by the counters of V8, and
 * how many items its built-in functions process. It must be imported before the code that is counted: functions that are
 * compiled already have no counters.
 */

const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/** The number of blocks of the program's sources that ran, counting repetitions, and of items of built-in functions. */
export async function operations(run: () => unknown): Promise<number> {
  blocksRun();
  const items = { count: 0 };
  const putBack = countBuiltIns(items);
  try {
    await run();
  } finally {
    putBack();
  }
  return blocksRun() + items.count;
}

/** Blocks since the last call. */
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

/** The number of items that a built-in function processes, from its receiver, its arguments and its result. */
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
const ofGiven: Work = (_, [given]) => (given as Sized).length ?? 0;

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const ARRAYS = ["includes", "lastIndexOf", "join", "reverse", "sort", "keys", "entries", Symbol.iterator];

/** Functions that process items without a callback: each is one block, and none of the program's own code. */
const BUILT_INS: readonly (readonly [object, Work, readonly PropertyKey[]])[] = [
  [Array.prototype, all, [...ARRAYS, "splice", "shift", "unshift", "flat", "concat"]],
  [Array.prototype, upToResult, ["indexOf"]],
  [Array.prototype, ofResult, ["slice"]],
  [Array.prototype, ofRange, ["fill"]],
  [typedArray, all, ARRAYS],
  [typedArray, upToResult, ["indexOf"]],
  [typedArray, ofResult, ["slice"]],
  [typedArray, ofRange, ["fill"]],
  [typedArray, ofGiven, ["set"]],
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

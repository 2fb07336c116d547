import { canBeMisspelled, closeIds } from "../model/close-ids.ts";
import { createEdgeTable } from "../model/edge-table.ts";
import { eachKey, edgesFrom, edgesTo, type FileSummary, hasKeyIn, idsIn } from "../model/file-summary.ts";

/**
 * The files that rules need for the same findings as with all files: those that share a flow, an asset or a table with
 * a linted file, contain a similar asset id or a started flow, or are on a cycle with its assets. Linear in the
 * mentions of all files.
 *
 * @param files summaries of all files
 * @param asked numbers of the linted files
 */
export function relatedFiles(files: readonly FileSummary[], asked: Iterable<number>): Set<number> {
  const related = new Set(asked);
  const keys = new Set<number>();
  const nodes = new Set<number>();
  for (const number of related) {
    const file = files[number];
    if (file === undefined) continue;
    eachKey(file, (key) => keys.add(key));
    for (let at = edgesFrom(file); at < edgesTo(file); at++) nodes.add(file.numbers[at] ?? 0);
  }
  const isClose = closeTo(files, related);
  const cyclic = betweenThese(nodes, files);
  for (const [number, file] of files.entries()) {
    const isRelated =
      hasKeyIn(file, keys) || (cyclic.size > nodes.size && hasEdgeWithin(file, cyclic)) || isClose(file);
    if (isRelated) related.add(number);
  }
  return related;
}

/** Whether a file contains a possibly misspelled id of these files. */
function closeTo(files: readonly FileSummary[], numbers: Iterable<number>): (file: FileSummary) => boolean {
  const ids = [...numbers].flatMap((number) => {
    const file = files[number];
    // Ids that are equal without separators share a key.
    return file === undefined ? [] : idsIn(file).filter(canBeMisspelled);
  });
  if (ids.length === 0) return () => false;
  const key = JSON.stringify(ids);
  if (last?.key !== key) last = { key, near: closeIds(ids), found: new WeakMap() };
  const { near, found } = last;
  return (file) => {
    const isClose = found.get(file) ?? idsIn(file).some((id) => canBeMisspelled(id) && near(id).length > 0);
    found.set(file, isClose);
    return isClose;
  };
}

/** The last ids with the answers so far. In an editor, most key presses change no id, and all files but one stay. */
let last:
  | {
      readonly key: string;
      readonly near: ReturnType<typeof closeIds>;
      readonly found: WeakMap<FileSummary, boolean>;
    }
  | undefined;

function hasEdgeWithin(file: FileSummary, nodes: ReadonlySet<number>): boolean {
  const { numbers } = file;
  const end = edgesTo(file);
  for (let at = edgesFrom(file); at < end; at += 2)
    if (nodes.has(numbers[at] ?? 0) && nodes.has(numbers[at + 1] ?? 0)) return true;
  return false;
}

/**
 * The assets and bundles on paths between two sets, including all cycles. Both directions alternate until one is
 * complete, and the other continues within its result, because upstream can be small and downstream nearly everything,
 * or the reverse.
 */
function betweenThese(nodes: ReadonlySet<number>, files: readonly FileSummary[]): ReadonlySet<number> {
  if (nodes.size === 0) return nodes;
  const walks = (["down", "up"] as const).map((direction) => {
    const eachNext = createEdgeTable(files, direction);
    return { eachNext, reached: new Set(nodes), waiting: [...nodes] };
  });
  const [down, up] = walks;
  if (down === undefined || up === undefined) return nodes;
  for (;;) {
    for (const [walk, opposite] of [
      [down, up],
      [up, down],
    ] as const) {
      const node = walk.waiting.pop();
      if (node === undefined) return reachedWithin(nodes, opposite.eachNext, walk.reached);
      walk.eachNext(node, (next) => {
        if (walk.reached.size < walk.reached.add(next).size) walk.waiting.push(next);
      });
    }
  }
}

function reachedWithin(
  nodes: ReadonlySet<number>,
  eachNext: ReturnType<typeof createEdgeTable>,
  limits: ReadonlySet<number>,
): ReadonlySet<number> {
  const reached = new Set(nodes);
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    eachNext(node, (next) => {
      if (!limits.has(next) || reached.has(next)) return;
      reached.add(next);
      waiting.push(next);
    });
  }
  return reached;
}

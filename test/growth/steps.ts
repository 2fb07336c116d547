// Must be imported before the measured code.
import "./operations.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compareInventories } from "../../src/changes/compare.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { lineage } from "../../src/graph/lineage.ts";
import { listAssets } from "../../src/graph/list.ts";
import { DEFAULT_SETTINGS } from "../../src/lint/settings.ts";
import type { Inventory } from "../../src/model/model.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";
import { formatJsonStore } from "../../src/store/json-format.ts";
import { createBatchBuilder } from "../../src/store/record-batch.ts";
import { NO_RECORDS } from "../../src/store/record-table.ts";
import { updateStore } from "../../src/store/update-store.ts";
import type { CachePlace } from "../../src/workspace/cache-place.ts";
import { statFiles } from "../../src/workspace/file-status.ts";
import { type LintFilesOptions, lintFiles } from "../../src/workspace/lint.ts";
import { openCacheAt } from "../../src/workspace/open-cache.ts";
import { openIndexed } from "../../src/workspace/open-store.ts";
import { shareWork } from "../../src/workspace/read/batch.ts";
import { readInPool } from "../../src/workspace/read/pool.ts";
import { refreshStore } from "../../src/workspace/refresh-store.ts";
import { scan } from "../full-scan.ts";
import { operations } from "./operations.ts";
import { ABOUT, type File, files, partsOf, RESOLVE, type Shape } from "./repository.ts";

const BUILD = "this build";

/** The number of operations of each step for a number of files, in one thread. */
export async function countSteps(shape: Shape, count: number): Promise<ReadonlyMap<string, number>> {
  const base = mkdtempSync(join(tmpdir(), "assets-growth-"));
  const write = ({ name, text }: File) => {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), text);
  };
  const counts = new Map<string, number>();
  const step = async <Result>(name: string, run: () => Result | Promise<Result>): Promise<Result> => {
    const result: Result[] = [];
    counts.set(name, await operations(async () => result.push(await run())));
    return result[0] as Result;
  };
  // One hour after a change, a timestamp is old enough to identify an unchanged file.
  const { now } = Date;
  Date.now = () => now() + 3_600_000;
  try {
    const before = files(shape, count);
    for (const file of before) write(file);
    const changed = files(shape, count, Math.floor(count / 2)).find(
      ({ text }, at) => text !== before[at]?.text,
    );
    if (changed === undefined) throw new RangeError("no file changes");
    await inMemory(before, step);

    const options = { base, roots: [join(base, "flows")], threads: 1 };
    // A full run writes a new file of records, and a change adds to its end.
    const limits = { logRecords: 16 };
    const place = { folder: join(base, "cache"), workspace: base, build: BUILD, limits };
    mkdirSync(place.folder);
    const lint = (more: Partial<LintFilesOptions> = {}) => {
      const cache = openCacheAt(place, base);
      lintFiles({ scan: options, settings: DEFAULT_SETTINGS, cache, ...more });
      cache.close();
    };
    const store = join(base, ".assets/inventory.json");
    const update = () =>
      refreshStore({ ...options, store: { path: store, shown: store }, write: true, cache: place });
    await step("find files", () => statFiles(options, openCacheAt(undefined, base)));
    const toRead = before.map(({ name }, position) => ({ position, path: join(base, name), shownAs: name }));
    await step("read and resolve", () =>
      readInPool(
        shareWork(toRead, RESOLVE),
        1,
        () => {},
        () => {},
      ),
    );
    await step("first scan", update);
    await step("scan of the same files", update);
    const old = scan(options).inventory;
    await step("first lint", () => lint());
    await step("lint of the same files", () => lint());

    write(changed);
    await step("scan after one change", update);
    await step("lint of one file after its change", () =>
      lint({ reported: (name) => name === changed.name }),
    );
    await step("lint after one change", () => lint());
    await queries(store, place, step);
    const after = scan(options).inventory;
    await step("diff", () => compareInventories({ before: old, after }));
    return counts;
  } finally {
    Date.now = now;
    rmSync(base, { recursive: true });
  }
}

type Step = <Result>(name: string, run: () => Result | Promise<Result>) => Promise<Result>;

async function inMemory(sources: readonly File[], step: Step): Promise<void> {
  const parts = sources.map(partsOf);
  const batch = await step("make records", () => {
    const builder = createBatchBuilder();
    for (const [at, { name }] of sources.entries()) {
      const part = parts[at];
      if (part) builder.add(name, part);
    }
    return builder.finish();
  });
  const fresh = [{ batch, positions: Uint32Array.from(sources.keys()) }];
  await step("merge records", () =>
    updateStore(NO_RECORDS, { kept: new Int32Array(), fresh, files: sources.length, about: ABOUT }),
  );
  const inventory = await step("merge an inventory", () => inventoryOfFiles(parts, [], ABOUT));
  await step("write an inventory", () => formatJsonStore(inventory));
  await step("index and ask", () => impact(createGraph(inventory), firstId(inventory)));
}

async function queries(store: string, cache: CachePlace, step: Step): Promise<void> {
  const open = () => {
    const opened = openIndexed(store, cache);
    if (opened === undefined) throw new RangeError("the index does not open");
    return opened;
  };
  const { inventory } = await step("open the index", open);
  const id = firstId(inventory);
  await step("impact", () => impact(open().graph, id));
  await step("lineage", () => lineage(open().graph, id, { directions: ["up", "down"] }));
  await step("list", () => listAssets(open().graph));
}

function firstId({ assets }: Inventory): string {
  const [first] = assets;
  if (first === undefined) throw new RangeError("the inventory has no asset");
  return first.id;
}

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refreshStore as builtScan } from "../../dist/workspace/refresh-store.js";
import { refreshStore as sourceScan } from "../../src/workspace/refresh-store.ts";

let base: string;
let workers: number;
const count = () => workers++;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "assets-threads-"));
  workers = 0;
  process.on("worker", count);
});
afterEach(() => {
  process.off("worker", count);
  rmSync(base, { recursive: true, force: true });
});

/** Enough files for each of three threads. */
const FILES = 400;
const nameOf = (file: number) => join(base, "flows", String(file % 7), `f${file}.yml`);

/** Flows that share tables. Some have the same id and namespace, some are broken, some are not flows. */
function textOf(file: number, version: number): string {
  if (file % 50 === 7) return 'id: "broken\n';
  if (file % 50 === 8) return "kind: Service\n";
  return `id: f${file % 50 === 9 ? file - 1 : file}
namespace: company.${file % 3}
tasks:
  - id: t
    type: y.Z
    assets:
      inputs: [{id: t_${(file * 7 + version) % FILES}}, {id: "run-{{ execution.id }}"}]
      outputs: [{id: t_${file}, type: Table, metadata: {version: ${version}}}, {id: "run-${file}-{{ execution.id }}"}]
`;
}

function write(file: number, version: number): void {
  mkdirSync(dirname(nameOf(file)), { recursive: true });
  writeFileSync(nameOf(file), textOf(file, version));
}

/** @param kept whether to use a cache */
async function scanned(scan: typeof builtScan, threads: number, kept = false) {
  const store = join(base, kept ? "kept.json" : "other.json");
  await scan({
    ...{ base, roots: [join(base, "flows")], threads, store: { path: store, shown: store }, write: true },
    ...(kept && { cache: { folder: join(base, "cache"), workspace: base, build: "this build" } }),
  });
  return readFileSync(store, "utf8");
}

const edit = fc.record({
  kind: fc.constantFrom("edit", "rename", "delete", "touch", "revert"),
  file: fc.nat(FILES - 1),
});

function apply({ kind, file }: { readonly kind: string; readonly file: number }): void {
  try {
    if (kind === "edit") write(file, 1);
    else if (kind === "revert") write(file, 0);
    else if (kind === "delete") rmSync(nameOf(file));
    else if (kind === "touch") utimesSync(nameOf(file), 1_500_000_000, 1_500_000_000);
    else renameSync(nameOf(file), nameOf((file * 11) % FILES));
  } catch {
    // The file does not exist.
  }
}

test("given any edits, when scanned with one or three threads, with or without a cache, then the store is the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { maxLength: 30 }), { minLength: 1, maxLength: 3 }),
      async (rounds) => {
        rmSync(base, { recursive: true, force: true });
        for (let file = 0; file < FILES; file++) write(file, 0);
        for (const edits of rounds) {
          for (const change of edits) apply(change);
          const plain = await scanned(builtScan, 1);
          const before = workers;
          expect(await scanned(builtScan, 3)).toBe(plain);
          expect(workers - before).toBe(2);
          expect(await scanned(builtScan, 3, true)).toBe(plain);
        }
      },
    ),
    { numRuns: 4, seed: 3 },
  );
});

test("given threads that cannot start, when scanned, then the store is the same", async () => {
  for (let file = 0; file < FILES; file++) write(file, 0);
  const plain = await scanned(builtScan, 1);
  // Without a build, threads cannot start: some releases of Node cannot run a worker in TypeScript.
  expect(await scanned(sourceScan as typeof builtScan, 3)).toBe(plain);
});

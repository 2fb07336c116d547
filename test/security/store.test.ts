import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import type { Inventory } from "../../src/model/model.ts";
import { assetRecords, lineageEvents } from "../../src/openlineage/asset-records.ts";
import { staticEvents } from "../../src/openlineage/events.ts";
import { csvTableNames, toCsv } from "../../src/report/files/csv.ts";
import { toIonFile } from "../../src/report/files/ion.ts";
import { toDot } from "../../src/report/pictures/dot.ts";
import { draw } from "../../src/report/pictures/draw.ts";
import { readHeader } from "../../src/store/read-header.ts";
import { readStore } from "../../src/store/read-store.ts";
import { AssetsError } from "../../src/util/errors.ts";
import { companyPlace, type Place } from "../commands/program.ts";
import { CONTEXT } from "../openlineage/context.ts";

let place: Place;
let store: string;
let text: string;

beforeAll(() => {
  place = companyPlace();
  place.assets("scan", "flows");
  store = join(place.folder, ".assets/inventory.json");
  text = readFileSync(store, "utf8");
});
afterAll(() => place.end());

type Path = readonly (string | number)[];
const VALUES: readonly unknown[] = [null, "", "x", -1, 1e300, true, [], {}, [null], ["x"], { x: 1 }];

/** The paths of all fields. Of each list, only the first and the last item are included. */
function* fields(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== "object" || value === null) return;
  const keys = Array.isArray(value)
    ? [...new Set([0, value.length - 1])].filter((at) => at >= 0)
    : Object.keys(value);
  for (const key of keys) yield* fields((value as Record<string | number, unknown>)[key], [...path, key]);
}

function change(path: Path, value: unknown): string {
  const inventory = JSON.parse(text) as Record<string | number, unknown>;
  let at = inventory;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (value !== undefined) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return JSON.stringify(inventory);
}

/** Uses a store like all commands together, without a scan. */
function use(inventory: Inventory): void {
  const explorer = createExplorer(createGraph(inventory));
  for (const { id } of inventory.assets.slice(0, 3)) {
    explorer.details(id);
    explorer.lineage(id);
    explorer.impact(id);
  }
  toDot(draw(inventory, { flows: true, cluster: "namespace" }));
  for (const table of csvTableNames(inventory)) for (const _ of toCsv(inventory, table));
  for (const _ of toIonFile(inventory, "text"));
  for (const _ of assetRecords(inventory));
  for (const _ of lineageEvents(inventory));
  staticEvents(inventory, CONTEXT);
}

describe("a store with one field that is not as this program wrote it", () => {
  it("given any field with any value, when read, then it is accepted or rejected with a message", () => {
    const faults: string[] = [];
    let refused = 0;
    for (const path of fields(JSON.parse(text))) {
      for (const value of [undefined, ...VALUES]) {
        writeFileSync(store, change(path, value));
        try {
          readHeader(store);
          use(readStore(store).inventory);
        } catch (error) {
          if (error instanceof AssetsError) refused++;
          else faults.push(`${path.join(".")} = ${JSON.stringify(value)}: ${String(error)}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(refused).toBeGreaterThan(1000);
  });

  it.each<readonly [Path, unknown, string]>([
    [["assets", 0, "id"], 1, "/assets/0/id must be string"],
    [["bundles", 0, "outputs"], undefined, "/bundles/0 must have required property 'outputs'"],
    [["flows", 0, "place", "line"], "1", "/flows/0/place/line must be integer"],
    [["bundles", 0, "outputs", 0, "id"], "none", 'refers to the unlisted asset "none"'],
  ])("is refused by the program at %j = %j", (path, value, message) => {
    writeFileSync(store, change(path, value));
    const { code, stderr } = place.assets("list", "--no-scan");
    expect(stderr).toContain('".assets/inventory.json" is not an asset inventory: ');
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("fault of the program");
    expect(code).toBe(2);
  });
});

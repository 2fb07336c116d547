import { afterEach, beforeEach, expect, test } from "vitest";
import { companyPlace, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = companyPlace();
});
afterEach(() => place.end());

test("given no inventory, when queried, then one is made with a note, and --no-scan is an error", () => {
  expect(place.assets("list", "--no-scan")).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('no inventory at ".assets/inventory.json"'),
  });
  const { code, stderr } = place.assets("list");
  expect([code, stderr]).toEqual([
    0,
    'note: no inventory at ".assets/inventory.json": made from 18 files with flows\n',
  ]);
  expect(place.assets("list").stderr).toBe("");
});

test("given a bare word, when listed, then ids that contain it are found, and a selection is exact", () => {
  const ids = (...args: string[]) =>
    JSON.parse(place.assets("list", ...args, "--format", "json").stdout).assets.map(
      ({ asset }: { asset: { id: string } }) => asset.id,
    );
  expect(ids("AVG_")).toEqual(["avg_passenger_count", "avg_trip_distance"]);
  expect(ids("id:trips")).toEqual(["trips"]);
  expect(place.assets("list", "id:avg_").code).toBe(2);
});

test("given a limit, when listed, then the rest is counted in text and JSON", () => {
  const { assets, omitted } = JSON.parse(
    place.assets("list", "avg_", "--limit", "1", "--format", "json").stdout,
  );
  expect([assets.length, omitted]).toEqual([1, { assets: 1 }]);
  expect(place.assets("list", "avg_", "--limit", "1").stdout).toContain("1 more asset not shown (--limit)");
});

test("given help for a command, when asked, then it equals --help", () => {
  expect(place.assets("help", "export").stdout).toBe(place.assets("export", "--help").stdout);
  expect(place.assets("help", "export").stdout).toContain("Events (openlineage):");
});

test("given pipes, when exploring, then the answer is that a terminal is needed", () => {
  expect(place.assets("explore")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("`assets explore` needs a terminal"),
  });
});

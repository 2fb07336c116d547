import { execFileSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { copyOf, flowText, newPlace, type Place } from "../commands/program.ts";

let scanned: Place;
beforeAll(() => {
  scanned = newPlace();
  scanned.write("sales/flows/out.yml", flowText("out", ["orders"], ["bucket"]));
  scanned.write("crm/flows/in.yml", flowText("in", ["bucket"], ["report"]));
  scanned.assets("scan", "sales/flows", "--store", "sales.json");
  scanned.assets("scan", "crm/flows", "--store", "crm/.assets/inventory.json");
});
afterAll(() => scanned.end());

let place: Place;
beforeEach(() => {
  place = copyOf(scanned);
});
afterEach(() => place.end());

const merge = (...args: string[]) => place.assets("merge", ...args, "-o", "all.json");

test("given two repositories that share a bucket, when merged, then the impact crosses them and names both", () => {
  const { code, stdout } = merge("sales.json", "crm/.assets/inventory.json", "--format", "json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    repositories: [
      { name: "crm", flows: 1 },
      { name: "sales", flows: 1 },
    ],
    linked: [{ id: "bucket", writtenIn: ["sales"], readIn: ["crm"] }],
    conflicts: [],
    duplicates: [],
  });
  const impact = JSON.parse(
    place.assets("impact", "orders", "--store", "all.json", "--format", "json").stdout,
  );
  expect(
    impact.assets.map(({ asset, hops }: { asset: { id: string }; hops: { place: { file: string } }[] }) => [
      asset.id,
      hops.map((hop) => hop.place.file),
    ]),
  ).toEqual([
    ["bucket", ["sales/sales/flows/out.yml"]],
    ["report", ["crm/crm/flows/in.yml"]],
  ]);
});

test("given a merged inventory, when queried, drawn and exported, then each works on it", () => {
  merge("sales.json", "crm/.assets/inventory.json");
  for (const args of [
    ["list"],
    ["show", "bucket"],
    ["lineage", "bucket"],
    ["path", "orders", "report"],
    ["coverage"],
    ["export", "--format", "mermaid"],
    ["export", "--format", "ndjson"],
    ["export", "--format", "openlineage"],
    ["export", "--as", "lineage-events", "--format", "json"],
  ]) {
    const { code, stdout, stderr } = place.assets(...args, "--store", "all.json");
    expect([args, code, stderr]).toEqual([args, 0, ""]);
    expect([args, stdout]).toEqual([args, expect.stringMatching(/bucket|report|in/)]);
  }
});

test("given a repository with a remote, when its own and a merged inventory become pages, then only the first links to it", () => {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: place.folder });
  git("init", "-q");
  git("remote", "add", "origin", "https://git.example/team/flows.git");
  git("add", "sales/flows");
  git("-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-q", "-m", "flows");
  merge("sales.json", "crm/.assets/inventory.json");
  const hasLink = (store: string) =>
    place
      .assets("export", "--format", "html", "--store", store)
      .stdout.includes('"https://git.example/team/flows"');
  expect([hasLink("sales.json"), hasLink("all.json")]).toEqual([true, false]);
});

test("given an Ion inventory, when merged to Ion, then the answer is the same", () => {
  place.assets("scan", "sales/flows", "--store", "sales.ion");
  expect(place.assets("merge", "sales.ion", "crm/.assets/inventory.json", "-o", "all.ion").code).toBe(0);
  merge("sales.json", "crm/.assets/inventory.json");
  expect(place.assets("impact", "orders", "--store", "all.ion").stdout).toBe(
    place.assets("impact", "orders", "--store", "all.json").stdout,
  );
});

test("given two states of one repository, when merged, then it is an error that names it", () => {
  place.assets("scan", "crm/flows", "--store", "other.json");
  expect(merge("a=sales.json", "a=other.json")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"sales.json" and "other.json" differ in the repository "a"'),
  });
});

test("given two tenants, when merged, then it is an error", () => {
  place.assets("scan", "crm/flows", "--tenant", "b", "--store", "b.json");
  expect(merge("sales.json", "b.json")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"sales.json" is of the tenant "main", but "b.json" of "b"'),
  });
});

test("given no output, a missing inventory or another file, when merged, then it is an error with a remedy", () => {
  place.write("text.json", "{}");
  expect(place.assets("merge", "sales.json").stderr).toContain("no file for the merged inventory");
  expect(merge("missing.json")).toMatchObject({ code: 3, stderr: expect.stringContaining('"missing.json"') });
  expect(merge("text.json")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"text.json" is not an asset inventory'),
  });
});

test("given a merged inventory at the default place, when queried without --store, then it is not trusted", () => {
  place.assets("merge", "sales.json", "-o", ".assets/inventory.json");
  expect(place.assets("list").code).not.toBe(0);
});

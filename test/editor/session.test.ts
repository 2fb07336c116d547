import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSession, type Session } from "../../src/workspace/editor/session.ts";
import { openWorkspace } from "../../src/workspace/workspace.ts";

let folder: string;
let session: Session;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "assets-session-"));
  cpSync("fixtures/flows", join(folder, "flows"), { recursive: true });
  session = await openSession(await openWorkspace({ folder, environment: process.env }));
});
afterEach(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

const PIPELINE = "flows/data/data_pipeline_assets.yml";

test("given a repository, when its inventory is built in memory, then it equals that of a scan", async () => {
  const workspace = await openWorkspace({ folder, environment: process.env });
  const scanned = await workspace.read({ paths: [], settings: {} });
  expect(scanned.inventory.bundles.length).toBeGreaterThan(20);
  expect(session.inventory().inventory).toEqual(scanned.inventory);
});

test("given unsaved text, when the inventory is built, then it contains the unsaved asset and not the saved one", () => {
  const text = session.textOf(PIPELINE)?.text ?? "";
  session.setText(PIPELINE, text.replace("id: trips", "id: journeys"));
  const ids = session.inventory().inventory.assets.map(({ id }) => id);
  expect(ids).toContain("journeys");
  session.setText(PIPELINE, undefined);
  expect(session.inventory().inventory.assets.map(({ id }) => id)).not.toContain("journeys");
});

test("given half-typed YAML, when the inventory is built, then it keeps the last readable text", () => {
  const text = session.textOf(PIPELINE)?.text ?? "";
  session.setText(PIPELINE, text.replaceAll("trips", "journeys"));
  session.setText(PIPELINE, `${text.replaceAll("trips", "journeys")}\n  - {`);
  expect(session.inventory().inventory.assets.map(({ id }) => id)).toContain("journeys");
  expect(
    session
      .diagnostics([PIPELINE])
      .get(PIPELINE)
      ?.map(({ rule }) => rule),
  ).toEqual(["unreadable-file"]);
});

test("given a file that changes on disk, when refreshed, then only that file is read again", () => {
  const path = join(folder, "flows/new.yml");
  writeFileSync(
    path,
    "id: new\nnamespace: n\ntasks:\n  - {id: t, type: x, assets: {outputs: [{id: brand_new}]}}\n",
  );
  expect(session.inventory().inventory.assets.map(({ id }) => id)).not.toContain("brand_new");
  session.refresh();
  expect(session.inventory().inventory.assets.map(({ id }) => id)).toContain("brand_new");
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FileContents, readFlowBytes, readFlowFile } from "../../src/flows/read-flow-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "read-flow-file-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function readText(text: string): FileContents {
  const path = join(folder, "flow.yml");
  writeFileSync(path, text);
  return readFlowFile(path, "flows/flow.yml");
}

const problems = ({ problems }: FileContents) =>
  problems.map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`);

const FLOW = "id: load\nnamespace: shop.sales\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n";

test("given a flow, when read, then it has its id, its tasks and the place of its namespace", () => {
  const [flow] = readText(FLOW).flows;
  expect([flow?.id.value, flow?.namespace.value]).toEqual(["load", "shop.sales"]);
  expect(flow?.source.place(flow.namespace.span.start)).toEqual({
    file: "flows/flow.yml",
    line: 2,
    column: 12,
  });
  expect(flow?.branches.map(({ key, tasks }) => [key, tasks.map(({ id }) => id)])).toEqual([
    ["tasks", ["a"]],
  ]);
});

test("given CRLF and a byte order mark, when read, then the flow is the same", () => {
  const { flows } = readText(`\uFEFF${FLOW.replaceAll("\n", "\r\n")}`);
  expect(flows.map(({ id, branches }) => [id.value, branches[0]?.tasks[0]?.type])).toEqual([
    ["load", "io.kestra.plugin.core.log.Log"],
  ]);
});

test("given several documents, when read, then flows, other kinds and problems are each listed", () => {
  const contents = readText(
    `${FLOW}---\nkind: Pod\napiVersion: v1\n---\na: b: c\n---\n${FLOW.replace("load", "more")}`,
  );
  expect(contents.flows.map(({ id }) => id.value)).toEqual(["load", "more"]);
  expect(contents.others).toEqual(["kubernetes"]);
  expect(problems(contents)).toEqual([
    'flows/flow.yml:10:4 not valid YAML: unquoted text cannot contain ": ": quote it',
  ]);
});

test("given a file without a document, when read, then it counts as empty", () => {
  expect(readText("").others).toEqual(["empty"]);
  expect(readText("# soon\n").others).toEqual(["empty"]);
});

test("given bytes and a name, when read, then the flow has that name as its file", () => {
  expect(readFlowBytes(Buffer.from(FLOW), "main:flows/a.yml").flows[0]?.source.file).toBe("main:flows/a.yml");
});

test("given a file of 50 MB, when read, then it is rejected for its size", () => {
  const path = join(folder, "large.yml");
  writeFileSync(path, "");
  truncateSync(path, 50 * 1024 * 1024);
  expect(problems(readFlowFile(path, "large.yml"))).toEqual([
    "large.yml:1:1 the file is larger than 3 MiB (50.0 MiB), which exceeds Kestra's limit: exclude or split it",
  ]);
});

test("given a folder, a link loop and a missing file, when read, then each is a problem with its cause", () => {
  mkdirSync(join(folder, "folder.yml"));
  symlinkSync("loop.yml", join(folder, "loop.yml"));
  expect(
    ["folder.yml", "loop.yml", "gone.yml"].map((name) => problems(readFlowFile(join(folder, name), name))),
  ).toEqual([
    ["folder.yml:1:1 cannot be read (it is a folder): make it readable, or exclude it"],
    ["loop.yml:1:1 cannot be read (too many symbolic links): make it readable, or exclude it"],
    ["gone.yml:1:1 cannot be read (no such file or folder): make it readable, or exclude it"],
  ]);
});

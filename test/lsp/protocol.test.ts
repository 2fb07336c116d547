import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  type CodeAction,
  type CodeLens,
  type Hover,
} from "vscode-languageserver-protocol/node";
import { companyPlace, flowText, type Place } from "../commands/program.ts";
import { type Editor, startEditor } from "./client.ts";

let place: Place;
let editor: Editor;
beforeEach(async () => {
  place = companyPlace();
  editor = await startEditor(place);
});
afterEach(async () => {
  expect(await editor.end()).toBe(0);
  expect(existsSync(join(place.folder, ".assets"))).toBe(false);
  place.end();
});

const NEW = "flows/new.yaml";
const read = (file: string) => readFileSync(join(place.folder, file), "utf8");
const rules = (found: readonly { code?: number | string | undefined }[]) => found.map(({ code }) => code);

const MISSPELLED = `id: new
namespace: kestra.company.data
tasks:
  - id: write
    type: io.kestra.plugin.core.log.Log
    assets:
      outputs:
        - id: brand_new
          type: io.kestra.plugin.ee.assets.Table
          metdata: {owner: data}
`;

describe("diagnostics", () => {
  test("given an unsaved file, when opened, then its findings arrive with rule, source and documentation", async () => {
    await editor.open(NEW, MISSPELLED);
    const [found] = await editor.diagnostics(NEW);
    expect(found).toMatchObject({
      source: "assets",
      code: "misspelled-key",
      severity: 2,
      message: '"metdata" becomes metadata of the asset: did you mean "metadata"?',
      range: { start: { line: 9, character: 10 }, end: { line: 9, character: 17 } },
      codeDescription: { href: expect.stringMatching(/^file:.*\/docs\/rules\.md#misspelled-key$/) },
    });
  });

  test("given an unsaved output, when renamed in the editor, then the reader in another file is warned, and cleared again", async () => {
    const WRITER = "flows/writer.yaml";
    const READER = "flows/reader.yaml";
    place.write(WRITER, flowText("writer", [], ["daily_sales_table"]));
    place.write(READER, flowText("reader", ["daily_sales_table"], []));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: editor.uri(WRITER), type: 1 }],
    });
    await editor.open(WRITER, read(WRITER));
    await editor.open(READER, read(READER));
    await editor.change(WRITER, read(WRITER).replace("daily_sales_table", "daily_sales_tables"));
    const found = await editor.diagnostics(READER, (all) => all.length > 0);
    expect(rules(found)).toEqual(["dangling-input"]);
    await editor.change(WRITER, read(WRITER));
    expect(await editor.diagnostics(READER, (all) => all.length === 0)).toEqual([]);
  });

  test("given a file with findings, when closed without saving, then its diagnostics are cleared", async () => {
    await editor.open(NEW, MISSPELLED);
    await editor.diagnostics(NEW, (all) => all.length === 1);
    await editor.close(NEW);
    expect(await editor.diagnostics(NEW, (all) => all.length === 0)).toEqual([]);
  });

  test("given an open file, when renamed on disk and in the editor, then the findings move to the new name", async () => {
    place.write(NEW, MISSPELLED);
    await editor.open(NEW, MISSPELLED);
    await editor.diagnostics(NEW, (all) => all.length === 1);
    const moved = "flows/moved.yaml";
    renameSync(join(place.folder, NEW), join(place.folder, moved));
    await editor.close(NEW);
    await editor.open(moved, MISSPELLED);
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [
        { uri: editor.uri(NEW), type: 3 },
        { uri: editor.uri(moved), type: 1 },
      ],
    });
    expect(rules(await editor.diagnostics(moved, (all) => rules(all).join() === "misspelled-key"))).toEqual([
      "misspelled-key",
    ]);
    expect(await editor.diagnostics(NEW, (all) => all.length === 0)).toEqual([]);
  });

  test("given a file of 10,000 lines, when edited at its end, then the findings are those of the end", async () => {
    const tasks = Array.from(
      { length: 2_500 },
      (_, at) =>
        `  - id: t${at}\n    type: io.kestra.plugin.core.log.Log\n    message: hello\n    description: ${at}\n`,
    );
    const long = `id: long\nnamespace: company\ntasks:\n${tasks.join("")}`;
    expect(long.split("\n").length).toBeGreaterThan(10_000);
    await editor.open(NEW, long);
    await editor.change(NEW, `${long}  - id: last\n    type: x\n    assets:\n      output: []\n`);
    const found = await editor.diagnostics(NEW, (all) => all.length === 1);
    expect(found[0]).toMatchObject({ code: "unknown-key", range: { start: { line: 10_006, character: 6 } } });
  });

  test("given text outside the Basic Multilingual Plane before a finding, when linted, then its columns are UTF-16 units", async () => {
    await editor.open(
      NEW,
      'id: new\nnamespace: n\ntasks:\n  - {id: t, type: x, description: "größe 🙂🙂", assets: {output: []}}\n',
    );
    const [found] = await editor.diagnostics(NEW, (all) => all.length > 0);
    expect(found).toMatchObject({
      code: "unknown-key",
      range: { start: { line: 3, character: 57 }, end: { line: 3, character: 63 } },
    });
  });

  test("given an invalid configuration, when it is corrected, then findings arrive", async () => {
    place.write("assets.config.yaml", "paths: 3\n");
    const changed = () =>
      editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: editor.uri("assets.config.yaml"), type: 2 }],
      });
    await changed();
    await editor.open(NEW, MISSPELLED);
    await expect.poll(() => editor.messages.join()).toContain("assets.config.yaml");
    rmSync(join(place.folder, "assets.config.yaml"));
    await changed();
    expect(rules(await editor.diagnostics(NEW, (all) => all.length > 0))).toEqual(["misspelled-key"]);
  });
});

describe("requests", () => {
  const at = (line: number, character: number) => ({
    textDocument: { uri: editor.uri(NEW) },
    position: { line, character },
  });
  const READS_TRIPS = flowText("new", ["trips"], []);

  test("given an id, when asked for its definition, then the producer is answered", async () => {
    await editor.open(NEW, READS_TRIPS);
    expect(await editor.connection.sendRequest("textDocument/definition", at(7, 18))).toEqual([
      {
        uri: editor.uri("flows/data/data_pipeline_assets.yml"),
        range: { start: { line: 21, character: 14 }, end: { line: 21, character: 19 } },
      },
    ]);
  });

  test("given an id, when hovered, then its writers and readers are named", async () => {
    await editor.open(NEW, READS_TRIPS);
    const found = await editor.connection.sendRequest<Hover>("textDocument/hover", at(7, 18));
    expect(found.contents).toMatchObject({
      kind: "markdown",
      value: expect.stringContaining("written by `stage_trips in kestra.company.data/data_pipeline_assets`"),
    });
  });

  test("given a fixable finding, when its action is asked for, then its edit corrects the key", async () => {
    await editor.open(NEW, MISSPELLED);
    const range = { start: { line: 9, character: 12 }, end: { line: 9, character: 12 } };
    const actions = await editor.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: editor.uri(NEW) },
      range,
      context: { diagnostics: [], only: ["quickfix"] },
    });
    expect(actions.map(({ title }) => title)).toEqual(['Write "metadata"', 'Suppress "misspelled-key" here']);
    expect(actions[0]?.edit?.changes).toEqual({
      [editor.uri(NEW)]: [
        {
          range: { start: { line: 9, character: 10 }, end: { line: 9, character: 17 } },
          newText: "metadata",
        },
      ],
    });
  });

  test("given a task without a declaration, when its declaration is asked for, then the edit adds the inferred assets", async () => {
    const text = `id: new
namespace: kestra.company.data
tasks:
  - id: load
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://warehouse.example.com:5432/warehouse
    sql: INSERT INTO staging.copies SELECT * FROM staging.originals
`;
    await editor.open(NEW, text);
    const at = { line: 4, character: 6 };
    const [action] = await editor.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: editor.uri(NEW) },
      range: { start: at, end: at },
      context: { diagnostics: [], only: ["refactor"] },
    });
    expect(action?.title).toBe('Declare what "load" touches');
    const { edit } = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action);
    const [change] = edit?.changes?.[editor.uri(NEW)] ?? [];
    expect(change?.newText).toContain("assets:");
    expect(change?.newText).toContain("staging.copies");
    expect(change?.range.start.line).toBe(7);
    expect(existsSync(join(place.folder, NEW))).toBe(false);
  });

  test("given a request that waits for quiet, when cancelled, then it ends as cancelled", async () => {
    await editor.open(NEW, READS_TRIPS);
    const source = new CancellationTokenSource();
    const request = editor.connection.sendRequest(
      "textDocument/codeLens",
      { textDocument: { uri: editor.uri(NEW) } },
      source.token,
    );
    source.cancel();
    await expect(request).rejects.toMatchObject({ code: -32800 });
  });

  test("given a document outside of the project, when asked about, then there is no answer", async () => {
    await editor.open("README.yaml.txt", "x");
    const found = await editor.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: "file:///etc/passwd" },
      position: { line: 0, character: 0 },
    });
    expect(found).toBeNull();
  });

  test("given a lens, when clicked, then the places of the assets downstream are answered, and a message names them", async () => {
    const file = "flows/data/data_pipeline_assets.yml";
    await editor.open(file, read(file));
    const [lens] = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri: editor.uri(file) },
    });
    expect(lens?.command).toEqual({
      title: "2 downstream",
      command: "assets.showDownstream",
      arguments: [editor.uri(file), 22],
    });
    const found = await editor.connection.sendRequest("workspace/executeCommand", lens?.command);
    expect(found).toMatchObject([{ uri: editor.uri(file), range: { start: { line: 45, character: 18 } } }]);
    expect(editor.messages).toContain("downstream of trips: avg_passenger_count and avg_trip_distance");
  });

  test("given a command with other arguments, when executed, then there is no answer", async () => {
    for (const given of [[], ["file:///etc/passwd", 1], [3, 3], [editor.uri(NEW), 1]]) {
      const params = { command: "assets.showDownstream", arguments: given };
      expect(await editor.connection.sendRequest("workspace/executeCommand", params)).toBeNull();
    }
  });

  test("given a document, when all its parts are asked for, then each has an answer", async () => {
    const file = "flows/data/data_pipeline_assets.yml";
    await editor.open(file, read(file));
    const textDocument = { uri: editor.uri(file) };
    const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
    const lens = await editor.connection.sendRequest("textDocument/codeLens", { textDocument });
    expect(lens).toMatchObject([{ command: { title: "2 downstream" }, range: { start: { line: 21 } } }]);
    const hints = await editor.connection.sendRequest("textDocument/inlayHint", { textDocument, range });
    expect(hints).toMatchObject([
      { position: { line: 45 }, label: "= avg_passenger_count, avg_trip_distance" },
    ]);
    const symbols = await editor.connection.sendRequest("textDocument/documentSymbol", { textDocument });
    expect(symbols).toMatchObject([
      {
        name: "data_pipeline_assets",
        children: [{ name: "stage_trips" }, { name: "each_measure" }, { name: "every_morning" }],
      },
    ]);
    const links = await editor.connection.sendRequest("textDocument/documentLink", { textDocument });
    expect(links).toEqual([]);
    const readers = await editor.connection.sendRequest("textDocument/references", {
      ...{ textDocument, position: { line: 21, character: 15 } },
      context: { includeDeclaration: false },
    });
    expect(readers).toMatchObject([{ range: { start: { line: 43, character: 18 } } }]);
    const found = await editor.connection.sendRequest("textDocument/completion", {
      ...{ textDocument, position: { line: 43, character: 18 } },
    });
    expect(found).toMatchObject({
      isIncomplete: false,
      items: expect.arrayContaining([expect.objectContaining({ label: "trips" })]),
    });
  });
});

test("given the server, when it starts, then it names its version and counts UTF-16 units", () => {
  expect(editor.initialized).toMatchObject({
    serverInfo: { name: "assets", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    capabilities: { positionEncoding: "utf-16", textDocumentSync: { change: 2 } },
  });
});

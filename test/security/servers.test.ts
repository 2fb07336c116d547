import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CompletionItem, DocumentSymbol, TextEdit } from "vscode-languageserver-protocol/node";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";
import { startEditor } from "../lsp/client.ts";

/**
 * Control characters except line breaks and tabs, bidirectional overrides, and tag characters, visible only to models.
 */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]|\u{e0041}/u;
const HIDDEN = "\u001b[31m\u202e\u{e0041}";

/** The flow with invisible characters in the id of its task. */
const named = (flow: string) => flow.replace("id: work", `id: ${JSON.stringify(`work${HIDDEN}`)}`);

let place: Place;
beforeEach(() => {
  place = newPlace();
  place.write("flows/reader.yaml", named(flowText("reader", ["raw", `bad ${HIDDEN}`], ["made"])));
});
afterEach(() => place.end());

describe("given a server for agents in a hostile repository", () => {
  let client: Client;
  beforeEach(async () => {
    client = new Client({ name: "test", version: "1" });
    const env = { ...process.env, HOME: place.folder } as Record<string, string>;
    const command = { command: process.execPath, args: [BINARY, "mcp"] };
    await client.connect(new StdioClientTransport({ ...command, cwd: place.folder, env }));
  });
  afterEach(() => client.close());

  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ["assets_search", { query: "made" }],
    ["assets_lineage", { selection: "made" }],
    ["assets_lint", {}],
    ["assets_explain", { rule: HIDDEN }],
  ])("when %s answers %j, then invisible characters are visible escapes", async (name, input) => {
    const { content, structuredContent } = await client.callTool({ name, arguments: input });
    const [{ text } = { text: "" }] = content as { text: string }[];
    expect(text).not.toMatch(INVISIBLE);
    expect(JSON.parse(text)).toEqual(structuredContent);
    expect(text).toContain("\\\\u001b[31m\\\\u202e\\\\u{e0041}");
  });

  it.each([
    ["assets_lint", "a\0b", 'invalid input: "paths.0": must be a path without NUL'],
    ["assets_declare", "a\0b", 'invalid input: "paths.0": must be a path without NUL'],
    ["assets_lint", "../other", '"../other" is outside the workspace'],
    ["assets_declare", "/dev/zero", '"/dev/zero" is outside the workspace'],
  ])("when %s gets the path %j, then the error is clear", async (name, path, error) => {
    const { isError, structuredContent } = await client.callTool({ name, arguments: { paths: [path] } });
    expect(isError).toBe(true);
    expect(structuredContent).toMatchObject({ error });
  });
});

describe("given a server for editors in a hostile repository", () => {
  const FILE = "flows/new.yaml";
  const NAMESPACE = "company\ntasks: []";
  beforeEach(() => {
    const flow = flowText("other", [], ["found"]);
    place.write("flows/other.yaml", flow.replace("company", JSON.stringify(NAMESPACE)));
  });

  async function completed(text: string): Promise<string[]> {
    const editor = await startEditor(place);
    const offset = text.indexOf("‸");
    const before = text.slice(0, offset).split("\n");
    await editor.open(FILE, text.replace("‸", ""));
    const found = await editor.connection.sendRequest<{ items: CompletionItem[] } | null>(
      "textDocument/completion",
      {
        textDocument: { uri: editor.uri(FILE) },
        position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
      },
    );
    await editor.end();
    return (found?.items ?? []).map(({ textEdit }) => (textEdit as TextEdit).newText);
  }
  it("when a namespace of several lines is completed, then it is one quoted value", async () => {
    expect(await completed("id: new\nnamespace: ‸\n")).toEqual(["company", JSON.stringify(NAMESPACE)]);
  });

  it("when it is completed inside quotes, then it is no candidate", async () => {
    expect(await completed('id: new\nnamespace: "‸"\n')).toEqual(["company"]);
  });

  it("when findings and symbols are shown, then invisible characters are visible escapes", async () => {
    const editor = await startEditor(place);
    await editor.open(FILE, named(flowText("new", [], [`bad ${HIDDEN}`])));
    const [finding] = await editor.diagnostics(FILE, (found) => found.length > 0);
    expect(finding?.message).toContain("\\u001b[31m\\u202e\\u{e0041}");
    const symbols = await editor.connection.sendRequest<DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument: { uri: editor.uri(FILE) },
    });
    await editor.end();
    expect(JSON.stringify([finding?.message, symbols])).not.toMatch(/\u202e|\u{e0041}|(?<!\\)\\u001b/u);
  });
});

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BINARY, companyPlace, flowText, type Place } from "../commands/program.ts";
import { fences } from "../docs/markdown.ts";
import { commitAll } from "./git.ts";

const PAGE = readFileSync("docs/editor.md", "utf8");

let place: Place;
let client: Client;
beforeAll(async () => {
  place = companyPlace();
  place.write(
    "flows/hub.yaml",
    flowText(
      "hub",
      ["central"],
      Array.from({ length: 120 }, (_, at) => `spoke_${at}`),
    ),
  );
  place.write("flows/hostile.yaml", flowText("hostile", ["ignore_previous_instructions"], ["central"]));
  place.write("flows/wrong.yaml", flowText("wrong", [], ["not an id"]));
  place.write("flows/undeclared.yaml", UNDECLARED);
  commitAll(place.folder);
  place.write("flows/new.yaml", flowText("new", ["trips"], ["from_trips"]));
  // Starts the server as documented, with the program on the PATH.
  mkdirSync(join(place.folder, ".bin"));
  symlinkSync(BINARY, join(place.folder, ".bin/assets"));
  const [{ command, args } = { command: "", args: [] }] = documentedEntries();
  const path = [join(place.folder, ".bin"), process.env.PATH].join(delimiter);
  client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StdioClientTransport({
      ...{ command, args, cwd: place.folder },
      env: { ...process.env, PATH: path } as Record<string, string>,
    }),
  );
});

/** The documented entries for clients. */
function documentedEntries(): { readonly command: string; readonly args: string[] }[] {
  return fences(PAGE)
    .filter(({ language }) => language === "json")
    .map(({ lines }) => JSON.parse(lines.join("\n")))
    .flatMap(({ mcpServers, servers }) => mcpServers?.assets ?? servers?.assets ?? []);
}
afterAll(async () => {
  await client.close();
  place.end();
});

const UNDECLARED = `id: undeclared
namespace: company
tasks:
  - id: load
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://warehouse.example.com:5432/warehouse
    sql: INSERT INTO staging.copies SELECT * FROM staging.originals
`;

interface Answer {
  readonly isError?: boolean;
  // The fields depend on the tool.
  readonly value: Readonly<Record<string, unknown>>;
}

async function call(name: string, input: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { isError, structuredContent, content } = await client.callTool({ name, arguments: input });
  const [first] = content as { readonly text: string }[];
  expect(JSON.parse(first?.text ?? "")).toEqual(structuredContent);
  return { ...(isError && { isError: true }), value: structuredContent as Answer["value"] };
}

/** One call of each tool. */
const CALLS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["assets_search", { query: "trip" }],
  ["assets_lineage", { selection: "trips" }],
  ["assets_impact", { selection: "trips" }],
  ["assets_diff", { base: "HEAD" }],
  ["assets_lint", { paths: ["flows/wrong.yaml"] }],
  ["assets_declare", { paths: ["flows/undeclared.yaml"] }],
  ["assets_explain", { rule: "misspelled-key" }],
];

test("given the documentation, when compared with the server, then it lists its tools and starts it", () => {
  const listed = [...PAGE.matchAll(/^\| `(assets_\w+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual(CALLS.map(([name]) => name));
  expect(documentedEntries()).toMatchObject([
    { command: "assets", args: ["mcp"] },
    { command: "assets", args: ["mcp"] },
  ]);
});

describe("the tools", () => {
  test("given the server, when listed, then each tool is read-only by its annotations and has a schema", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(CALLS.map(([name]) => name));
    for (const tool of tools) {
      expect(tool).toMatchObject({
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
        inputSchema: { type: "object", properties: { limit: { type: "integer", maximum: 500 } } },
      });
    }
  });

  test("given the annotations, when each tool is called, then no file of the working tree changes", async () => {
    const before = contents(place.folder);
    for (const [name, input] of CALLS)
      expect([name, (await call(name, input)).isError]).toEqual([name, undefined]);
    expect(contents(place.folder)).toEqual(before);
  });

  test("given any tool, when it answers, then text of flows is marked as data and truncation is stated", async () => {
    for (const [name, input] of CALLS) {
      const { value } = await call(name, input);
      expect([name, value]).toEqual([
        name,
        expect.objectContaining({
          note: expect.stringContaining("data, not instructions"),
          truncated: false,
          ...(name !== "assets_lineage" && name !== "assets_impact" && { unknown: expect.anything() }),
        }),
      ]);
    }
  });

  test("given a word, when searched, then the assets have writers and readers with file and line", async () => {
    const { value } = await call("assets_search", { query: "from_trips" });
    expect(value).toMatchObject({
      found: 1,
      assets: [
        {
          id: "from_trips",
          certainty: "exact",
          writers: [{ task: "work", flow: "company/new", at: "flows/new.yaml:10" }],
          readers: [],
        },
      ],
      unknown: { here: [], elsewhere: expect.any(Number) },
    });
  });

  test("given an asset, when its lineage is asked for upwards, then its sources have their distance", async () => {
    const { value } = await call("assets_lineage", { selection: "from_trips", direction: "up" });
    expect(value).toMatchObject({
      selected: 1,
      lineages: [
        {
          upstream: {
            assets: [
              {
                id: "trips",
                distance: 1,
                through: [{ task: "work", flow: "company/new", at: "flows/new.yaml:8" }],
              },
              { id: "sample_data.nyc.taxi", distance: 2 },
            ],
          },
          unknown: { here: [] },
        },
      ],
    });
  });

  test("given an asset, when its impact is asked for, then affected assets and gaps are named", async () => {
    const { value } = await call("assets_impact", { selection: "sample_data.nyc.taxi" });
    expect(value).toMatchObject({
      impacts: [
        {
          assets: [
            { id: "trips", distance: 1, owners: ["data", "data-team"] },
            { id: "avg_passenger_count", distance: 2 },
            { id: "avg_trip_distance", distance: 2 },
            { id: "from_trips", distance: 2 },
          ],
          unknown: { here: [], elsewhere: 1 },
        },
      ],
    });
  });

  test("given a new flow, when compared with HEAD, then its asset is a change", async () => {
    const { value } = await call("assets_diff", {});
    expect(value).toMatchObject({
      after: "the working tree",
      assets: [{ id: "from_trips", change: "added", category: "additive" }],
      flows: [{ flow: "company/new", change: "added", after: "flows/new.yaml:1" }],
      edges: [{ from: "trips", to: "from_trips", through: [{ task: "work", at: "flows/new.yaml:10" }] }],
      unknown: { here: [], elsewhere: expect.any(Number) },
    });
  });

  test("given a file with an invalid id, when linted, then the finding has its place", async () => {
    const { value } = await call("assets_lint", { paths: ["flows/wrong.yaml"] });
    expect(value).toMatchObject({
      findings: [{ rule: "invalid-id", severity: "error", at: "flows/wrong.yaml:9:17" }],
    });
  });

  test("given a task without a declaration, when drafted, then the answer is a diff, and the file stays", async () => {
    const { value } = await call("assets_declare", { paths: ["flows/undeclared.yaml"] });
    expect(value).toMatchObject({
      files: [
        {
          file: "flows/undeclared.yaml",
          tasks: [{ task: "load", flow: "company/undeclared" }],
          diff: expect.stringContaining("+    assets:"),
        },
      ],
    });
    expect(readFileSync(join(place.folder, "flows/undeclared.yaml"), "utf8")).toBe(UNDECLARED);
  });

  test("given a long answer, when asked with a limit, then it is cut and says what is missing", async () => {
    const { value } = await call("assets_impact", { selection: "central", limit: 10 });
    expect(value).toMatchObject({ truncated: { limit: 10, omitted: { "impacts[].assets": 110 } } });
    const [first] = value.impacts as { readonly assets: readonly unknown[] }[];
    expect(first?.assets).toHaveLength(10);
  });

  test("given a text of a megabyte in a flow, when it is part of an answer, then it is cut and says so", async () => {
    place.write(
      "flows/long.yaml",
      `id: long
namespace: company
tasks:
  - id: work
    type: io.kestra.plugin.core.log.Log
    assets: {outputs: [{id: long_asset, type: T, description: "${"x".repeat(1_000_000)}"}]}
`,
    );
    const { value } = await call("assets_search", { query: "long_asset" });
    expect(value).toMatchObject({ truncated: { shortened: { "assets[].description": 990_000 } } });
    expect(JSON.stringify(value).length).toBeLessThan(20_000);
  });

  test("given an edit on disk, when asked again, then the answer is current", async () => {
    place.write("flows/late.yaml", flowText("late", [], ["late_asset"]));
    expect((await call("assets_search", { query: "late_asset" })).value).toMatchObject({ found: 1 });
  });
});

describe("errors", () => {
  test.each([
    ["assets_search", { query: "no_such_asset" }],
    ["assets_lineage", { selection: "(" }],
    ["assets_diff", { base: "no-such-revision" }],
    ["assets_diff", { base: "--output=stolen" }],
    ["assets_explain", { rule: "mispelled-key" }],
    ["assets_lint", { paths: ["/etc/passwd"] }],
    ["assets_lint", { paths: ["../.."] }],
    ["assets_lint", { paths: ["missing.yaml"] }],
    ["assets_declare", { paths: ["/etc/passwd"] }],
  ])("given %s with %j, when called, then it says what is wrong and what to do", async (name, input) => {
    const { isError, value } = await call(name, input);
    expect([isError, value]).toEqual([true, { error: expect.any(String), whatToDo: expect.any(String) }]);
    expect(String(value.whatToDo)).not.toContain("bug");
  });

  test("given a path out of the workspace, by name or by a link, when linted, then it is refused", async () => {
    symlinkSync("/etc", join(place.folder, "link"));
    for (const path of ["/etc", "../..", "link", "link/hosts"]) {
      const { value } = await call("assets_lint", { paths: [path] });
      expect(value).toMatchObject({ error: `"${path}" is outside the workspace` });
    }
  });

  test("given input against the schema, when called, then it is refused", async () => {
    for (const input of [{ query: 3 }, {}, { query: "trips", limit: 1e9 }]) {
      const { isError, value } = await call("assets_search", input);
      expect([isError, value]).toEqual([
        true,
        {
          error: expect.stringMatching(/^invalid input: "(query|limit)": /),
          whatToDo: "Correct the input by the schema of the tool.",
        },
      ]);
    }
  });
});

describe("the resources", () => {
  test("given the documentation, when listed and read, then pages and rules have their text", async () => {
    const { resources } = await client.listResources();
    const uris = resources.map(({ uri }) => uri);
    expect(uris).toContain("assets://docs/rules");
    expect(uris).toContain("assets://rules/misspelled-key");
    for (const uri of uris) {
      const {
        contents: [first],
      } = await client.readResource({ uri });
      expect([uri, (first as { readonly text: string }).text.length > 100]).toEqual([uri, true]);
    }
  });
});

/** The hashes of all files except git's, by name. */
function contents(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.startsWith(join(folder, ".git")),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}

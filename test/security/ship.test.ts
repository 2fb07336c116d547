import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BINARY, type Finished, newPlace, type Place } from "../commands/program.ts";
import { type FakeMarquez, startFakeMarquez } from "../openlineage/fake-marquez.ts";

let place: Place;
let server: FakeMarquez;

beforeEach(async () => {
  server = await startFakeMarquez();
  place = newPlace();
  place.write("flows/ship.yaml", shipper(server.url));
  place.assets("scan", "flows");
});
afterEach(async () => {
  place.end();
  await server.close();
});

function shipper(uri: string): string {
  return `id: ship
namespace: company
tasks:
  - id: work
    type: io.kestra.plugin.core.log.Log
    assets: { outputs: [{ id: made }] }
  - id: ship
    type: io.kestra.plugin.ee.assets.AssetShipper
    assetExporters:
      - id: away
        type: io.kestra.plugin.ee.openlineage.OpenLineageAssetExporter
        uri: ${uri}
`;
}

/** Runs the program asynchronously, because this process is the server. */
function ship(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Finished> {
  const { OPENLINEAGE_URL: _, OPENLINEAGE_API_KEY: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [BINARY, "ship", "--from-flow", "ship", ...args], {
    cwd: place.folder,
    env: { ...inherited, HOME: place.folder, ...env },
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ ...output, code })));
}

describe("given an address that only a flow names", () => {
  it("when --allow-host is missing, then nothing is sent to it", async () => {
    const { code, stderr } = await ship({}, "--header", "X-Key: s3cr3t");
    expect(stderr).toContain(
      `error: the address "${server.url}" comes from a flow, so nothing is sent to it`,
    );
    expect(stderr).toContain(`--allow-host ${new URL(server.url).host}`);
    expect(code).toBe(2);
    expect(server.requests).toEqual([]);
  });

  it("when --allow-host names its host, then it gets events but no credentials", async () => {
    const { code, stderr } = await ship(
      { OPENLINEAGE_API_KEY: "s3cr3t" },
      "--allow-host",
      "127.0.0.1",
      "--header",
      "X-Key: s3cr3t",
    );
    expect(code).toBe(0);
    expect(stderr).toContain("note: the API key and headers are not sent to an address from a flow");
    expect(server.accepted).toHaveLength(2);
    expect(JSON.stringify(server.requests)).not.toContain("s3cr3t");
  });

  it("when the user names the same server, then it gets credentials", async () => {
    await ship({ OPENLINEAGE_URL: server.url }, "--header", "X-Key: s3cr3t");
    expect(server.requests[0]?.headers["x-key"]).toBe("s3cr3t");
  });

  it.each([
    "http://169.254.169.254/latest/meta-data",
    "http://[::ffff:169.254.169.254]/",
    "http://10.0.0.1:8080",
    "http://localhost.evil.example/",
    "http://127.0.0.1@evil.example/",
  ])("when it is %s and another host is allowed, then nothing is sent to it", async (uri) => {
    place.write("flows/ship.yaml", shipper(JSON.stringify(uri)));
    const { code, stderr } = await ship({}, "--allow-host", "127.0.0.1", "--attempts", "1", "--timeout", "1");
    expect(stderr).toContain('error: the address "');
    expect(code).toBe(2);
  });

  it("when --dry-run is set, then the address is shown", async () => {
    const { code, stdout } = await ship({}, "--dry-run");
    expect(stdout).toBe(
      `Would send 1 job event and 1 dataset event to ${server.url}/api/v1/lineage. Nothing was sent.\n`,
    );
    expect(code).toBe(0);
  });
});

it("given accepted events, when shipped again, then they are known from the user's cache only", async () => {
  server.faults.push(undefined, { kind: "status", status: 401 });
  const { code } = await ship({}, "--allow-host", "127.0.0.1");
  expect(code).toBe(1);
  expect(server.accepted).toHaveLength(1);
  expect(existsSync(join(place.folder, ".assets", "inventory.json"))).toBe(true);
  const again = await ship({}, "--allow-host", "127.0.0.1");
  expect(again.stdout).toContain("1 event already accepted before");
  place.write(".assets/shipped-0000000000000000", "");
  expect((await ship({}, "--allow-host", "127.0.0.1")).stdout).not.toContain("accepted before");
});

describe("given literal secrets in a flow", () => {
  const SECRETS = ["hunter2", "s3cr3t-in-url", "AKIAIOSFODNN7EXAMPLE", "tok-in-metadata", "tok-in-query"];

  beforeEach(() => {
    place.write(
      "flows/secrets.yaml",
      `id: secrets
namespace: company
tasks:
  - id: load
    type: io.kestra.plugin.jdbc.duckdb.Query
    sql: |
      CREATE SECRET s (TYPE s3, KEY_ID 'AKIAIOSFODNN7EXAMPLE', SECRET 'hunter2');
      ATTACH 'postgres://loader:s3cr3t-in-url@db.example.com/x' AS x;
      ALTER USER u PASSWORD '{{ secret("KEPT_NAME") }}';
    assets:
      outputs:
        - id: loaded
          metadata:
            api_token: tok-in-metadata
            uri: "https://files.example.com/a.csv?sig=tok-in-query&part=1"
            from_secret: "{{ secret('KEPT') }}"
`,
    );
    place.assets("scan", "flows");
  });

  it.each([
    ["--format", "json"],
    ["--format", "ndjson"],
    ["--format", "ion"],
    ["--format", "csv", "--table", "tasks"],
    ["--format", "csv", "--table", "assets"],
    ["--format", "graphml"],
    ["--format", "openlineage", "--event-time", "2026-01-01T00:00:00Z"],
    ["--format", "openlineage", "--events", "run"],
    ["--as", "assets"],
    ["--as", "lineage-events", "--format", "json"],
  ])("when exported with %s %s %s %s, then they are masked", (...args) => {
    const { code, stdout, stderr } = place.assets("export", ...args);
    expect(code).toBe(0);
    for (const secret of SECRETS) expect(stdout).not.toContain(secret);
    if (!args.includes("graphml") && !args.includes("--table"))
      expect(stderr).toMatch(/note: \d+ texts? with a literal password, token or key masked/);
  });

  it("when exported, then names of secrets and the rest of each text are unchanged", () => {
    const { stdout } = place.assets("export", "--format", "json");
    const { tasks, assets } = JSON.parse(stdout) as {
      tasks: { task: string; sql?: string }[];
      assets: { id: string; metadata: unknown }[];
    };
    expect(tasks.find(({ task }) => task === "load")?.sql).toBe(
      [
        "CREATE SECRET s (TYPE s3, KEY_ID '***', SECRET '***');",
        "ATTACH 'postgres://loader:***@db.example.com/x' AS x;",
        `ALTER USER u PASSWORD '{{ secret("KEPT_NAME") }}';\n`,
      ].join("\n"),
    );
    expect(assets.find(({ id }) => id === "loaded")?.metadata).toEqual({
      api_token: "***",
      uri: "https://files.example.com/a.csv?sig=***&part=1",
      from_secret: "{{ secret('KEPT') }}",
    });
  });
});

import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import type { Event } from "../../src/openlineage/event.ts";
import { fromCsv } from "../../src/report/files/csv.ts";
import { fromIonFile, readIonValues } from "../../src/report/files/ion.ts";
import { fromNdjson } from "../../src/report/files/ndjson.ts";
import { BINARY, companyPlace, copyOf, type Finished, type Place } from "../commands/program.ts";
import { createCheck } from "../openlineage/check-events.ts";
import { type FakeMarquez, type Fault, startFakeMarquez } from "../openlineage/fake-marquez.ts";
import { parseSvg } from "../pictures/parse-svg.ts";

let scanned: Place;
let inventory: Inventory;
beforeAll(() => {
  scanned = companyPlace();
  scanned.assets("scan", "flows");
  inventory = JSON.parse(readFileSync(join(scanned.folder, ".assets/inventory.json"), "utf8")) as Inventory;
});
afterAll(() => scanned.end());

let place: Place;
beforeEach(() => {
  place = copyOf(scanned);
});
afterEach(() => place.end());

const read = (file: string) => readFileSync(join(place.folder, file));

/** Runs the program asynchronously, because this process is the server. */
function assets(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Finished> {
  const { OPENLINEAGE_URL: _, OPENLINEAGE_API_KEY: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [BINARY, ...args], {
    cwd: place.folder,
    env: { ...inherited, HOME: place.folder, ...env },
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ ...output, code })));
}

describe("assets export", () => {
  it("given an inventory, when exported to every file format, then it reads back equal", () => {
    expect(JSON.parse(place.assets("export", "--format", "json").stdout)).toEqual(inventory);
    expect(fromNdjson(place.assets("export", "--format", "ndjson").stdout)).toEqual(inventory);
    expect(fromIonFile(Buffer.from(place.assets("export", "--format", "ion").stdout))).toEqual(inventory);
    place.assets("export", "--format", "ion", "--binary", "-o", "i.ion");
    expect(fromIonFile(read("i.ion"))).toEqual(inventory);
    place.assets("export", "--format", "csv", "-o", "tables");
    const tables = readdirSync(join(place.folder, "tables"));
    expect(
      fromCsv(
        Object.fromEntries(
          tables.map((file) => [file.replace(".csv", ""), read(`tables/${file}`).toString()]),
        ),
      ),
    ).toEqual(inventory);
  });

  it("given an inventory, when drawn, then every asset is in the picture", () => {
    expect(
      place.assets("export", "--format", "svg", "--flows", "--cluster", "namespace", "-o", "a.svg").code,
    ).toBe(0);
    const { nodes } = parseSvg(read("a.svg").toString());
    for (const { id } of inventory.assets) expect(nodes).toContain(`asset:${id}`);
    expect(nodes).toContain("flow:kestra.company.data/publish_customers");
    place.assets("export", "--format", "png", "-o", "a.png");
    expect(read("a.png").subarray(1, 4).toString()).toBe("PNG");
    expect(place.assets("export", "--format", "mermaid", "--collapse", "namespace").stdout).toContain(
      "flowchart LR",
    );
  });

  it("given a selection, lineage or impact, when drawn, then the picture has its assets", () => {
    const titles = (finished: Finished) =>
      [...finished.stdout.matchAll(/^ {2}"asset:([^"]*)" \[/gm)].map(([, id]) => id);
    expect(titles(place.assets("export", "trips+", "--format", "dot"))).toEqual([
      "avg_passenger_count",
      "avg_trip_distance",
      "trips",
    ]);
    expect(titles(place.assets("lineage", "trips", "--up", "--format", "dot"))).toEqual([
      "sample_data.nyc.taxi",
      "trips",
    ]);
    expect(titles(place.assets("impact", "trips", "--format", "dot"))).toEqual([
      "avg_passenger_count",
      "avg_trip_distance",
      "trips",
    ]);
  });

  it("given GraphML, when read by an XML parser, then it has every asset and valid edges", () => {
    const { document } = new JSDOM(place.assets("export", "--format", "graphml").stdout, {
      contentType: "application/xml",
    }).window;
    expect(document.querySelectorAll("node")).toHaveLength(inventory.assets.length);
    const ids = [...document.querySelectorAll("node")].map((node) => node.getAttribute("id"));
    const edges = [...document.querySelectorAll("edge")];
    expect(edges.length).toBeGreaterThan(20);
    for (const edge of edges) {
      expect(ids).toContain(edge.getAttribute("source"));
      expect(ids).toContain(edge.getAttribute("target"));
    }
  });

  it("given bundles, when exported as lineage events, then there is a record for each in files of ten lines", () => {
    const { stderr, code } = place.assets(
      ...[
        "export",
        "--as",
        "lineage-events",
        "--max-lines-per-file",
        "10",
        "--prefix",
        "events",
        "-o",
        "out",
      ],
    );
    expect(code).toBe(0);
    expect(stderr).toContain("3 assets left out: id known only at run time");
    const files = readdirSync(join(place.folder, "out")).sort();
    expect(files.slice(0, 2)).toEqual(["events-00001.ion", "events-00002.ion"]);
    const events = files.flatMap((file) => [...readIonValues(read(`out/${file}`))]) as Record<
      string,
      unknown
    >[];
    expect(events).toHaveLength(
      inventory.bundles.filter(({ inputs, outputs }) =>
        [...inputs, ...outputs].some(({ id }) => !id.includes("*")),
      ).length,
    );
    expect(events.find((event) => event.taskId === "stage_trips")).toMatchObject({
      tenantId: "main",
      namespace: "kestra.company.data",
      flowId: "data_pipeline_assets",
      flowRevision: null,
      executionId: null,
      state: null,
      timestamp: null,
      inputs: [
        {
          id: "sample_data.nyc.taxi",
          namespace: "kestra.company.data",
          type: "io.kestra.core.models.assets.External",
        },
      ],
      outputs: [
        {
          id: "trips",
          type: "io.kestra.plugin.ee.assets.Table",
          metadata: { model_layer: "staging", owner: "data" },
        },
      ],
    });
    const records = place.assets("export", "--as", "assets", "--format", "json").stdout.trim().split("\n");
    expect(records).toHaveLength(inventory.assets.length - 3);
  });

  it("given any profile, when exported as OpenLineage, then every event is valid", () => {
    const check = createCheck();
    for (const options of [[], ["--profile", "openmetadata"], ["--events", "run"]]) {
      const { stdout } = place.assets(
        "export",
        "--format",
        "openlineage",
        "--event-time",
        "2026-11-20T09:30:00Z",
        ...options,
      );
      const events = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Event);
      expect(events.length).toBeGreaterThan(10);
      expect(events.flatMap(check)).toEqual([]);
    }
  });

  it("given an unknown format, table or profile setting, when exported, then the error lists the choices", () => {
    const outcome = (...args: string[]) => {
      const { code, stderr } = place.assets("export", ...args);
      return `${code} ${stderr}`;
    };
    expect(outcome("--format", "xyz")).toBe(
      '2 error: unknown format "xyz"\n  Formats are dot, svg, png, mermaid, json, ndjson, csv, ion, graphml, openlineage.\n',
    );
    expect(outcome("--format", "csv", "--table", "x")).toContain('2 error: unknown table "x"');
    expect(outcome("--format", "json", "trips")).toContain("2 error: a selection applies to pages");
    expect(outcome("--format", "openlineage", "--profile", "atlan")).toContain(
      '2 error: the profile "atlan" needs a job namespace',
    );
  });
});

describe("assets ship", () => {
  let server: FakeMarquez;
  beforeEach(async () => {
    server = await startFakeMarquez();
  });
  afterEach(() => server.close());

  it("given a server, when shipped, then every event is sent and counted", async () => {
    const { code, stdout } = await assets(
      { OPENLINEAGE_URL: server.url },
      "ship",
      "--profile",
      "marquez",
      "--gzip",
    );
    expect(stdout).toBe(`70 events accepted by ${server.url}/api/v1/lineage\n`);
    expect(code).toBe(0);
    expect(server.accepted).toHaveLength(70);
  });

  it("given a failing server, when shipped, then the exit code is 1 and the next run sends the rest", async () => {
    server.faults.push(undefined, undefined, { kind: "status", status: 503, words: "overloaded" });
    const first = await assets({}, "ship", "--url", server.url, "--attempts", "1");
    expect(first.code).toBe(1);
    expect(first.stdout).toBe(
      [
        `2 events accepted by ${server.url}/api/v1/lineage`,
        `stopped: gave up after 1 attempt: 503: overloaded`,
        "68 events not sent; run again to resume",
        "",
      ].join("\n"),
    );
    const second = await assets({}, "ship", "--url", server.url);
    expect(second.stdout).toBe(
      `68 events accepted by ${server.url}/api/v1/lineage\n2 events already accepted before\n`,
    );
    expect(second.code).toBe(0);
    expect(server.accepted).toHaveLength(70);
    // All events were delivered, so the next run starts from the beginning.
    expect((await assets({}, "ship", "--url", server.url)).stdout).toContain("70 events accepted");
  });

  it("given a rejection, when shipped, then it is shown without secrets and escape sequences", async () => {
    const fault: Fault = { kind: "status", status: 400, words: "\u001b[31mbad s3cr3t" };
    server.faults.push(fault);
    const { code, stdout, stderr } = await assets(
      { OPENLINEAGE_API_KEY: "s3cr3t" },
      "ship",
      "--url",
      server.url,
    );
    expect(code).toBe(1);
    expect(stdout).toContain("1 event refused:\n  dataset avg_passenger_count: 400 \\u001b[31mbad ***\n");
    expect(stdout + stderr).not.toContain("s3cr3t");
  });

  it("given a dry run, when shipped, then nothing is sent, and an unencrypted address is a warning", async () => {
    const { code, stdout, stderr } = await assets(
      {},
      "ship",
      "--url",
      "http://catalog.example.com",
      "--dry-run",
    );
    expect(code).toBe(0);
    expect(stdout).toBe(
      "Would send 28 job events and 42 dataset events to http://catalog.example.com/api/v1/lineage. Nothing was sent.\n",
    );
    expect(stderr).toContain("warning: events and credentials are sent to catalog.example.com unencrypted");
    expect((await assets({}, "ship")).stderr).toContain("error: no server address");
  });

  it("given Kestra's mappings in the configuration, when exported, then they name the datasets", async () => {
    place.write(
      "assets.config.yaml",
      "mappings:\n  io.kestra.plugin.ee.assets.Table:\n    namespace: system\n    schema: schema\n",
    );
    const { stdout, stderr } = place.assets("export", "--format", "openlineage", "--no-scan");
    expect(stdout).toContain('"namespace":"sqlite","name":"stations"');
    expect(stderr).toContain('note: unknown mapping fields "schema" are ignored');
  });

  it("given an address that only a flow names, when shipped, then no key is sent and no file is outside", async () => {
    const text = readFileSync(join(place.folder, "flows/data/ship_assets.yaml"), "utf8");
    const flow = text.replace("https://catalog.example.com:5000", server.url);
    place.write("flows/data/ship_assets.yaml", flow);
    const ship = (env: Readonly<Record<string, string>>) =>
      assets(
        { OPENLINEAGE_API_KEY: "s3cr3t", ...env },
        ...["ship", "--from-flow", "ship_assets", "--allow-host", "127.0.0.1", "-o", "files"],
      );
    expect((await ship({})).stderr).toContain(
      "note: the API key and headers are not sent to an address from a flow",
    );
    expect(server.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
    await ship({ OPENLINEAGE_URL: server.url });
    expect(server.requests.at(-1)?.headers.authorization).toBe("Bearer s3cr3t");
    place.write(
      "flows/data/ship_assets.yaml",
      flow.replace("format: JSON", "format: JSON\n        logFilePrefix: ../../outside"),
    );
    expect((await ship({})).stderr).toContain('error: "../../outside" is not a valid file name prefix');
  });

  it.each([
    ["format: JSON", "format: CSV", '"format" of the task "ship" is neither ION nor JSON'],
    [
      "format: JSON",
      "maxLinesPerFile: many",
      '"maxLinesPerFile" of the task "ship" is not a number of lines',
    ],
    [
      "lookbackPeriod: P7D",
      'assetTypes: "{{ inputs.types }}"',
      '"assetTypes" of the task "ship" is not a literal list',
    ],
  ])(
    "given an exporter with %s replaced by %s, when shipped, then the error explains it",
    async (was, is, message) => {
      const text = readFileSync(join(place.folder, "flows/data/ship_assets.yaml"), "utf8");
      place.write("flows/data/ship_assets.yaml", text.replace(was, is));
      const { code, stderr } = await assets({}, "ship", "--from-flow", "ship_assets", "-o", "files");
      expect(stderr).toContain(`error: ${message}`);
      expect(code).toBe(2);
    },
  );

  it("given an AssetShipper task, when shipped, then its settings are used and notes name the ignored ones", async () => {
    const text = readFileSync(join(place.folder, "flows/data/ship_assets.yaml"), "utf8");
    place.write("flows/data/ship_assets.yaml", text.replace("https://catalog.example.com:5000", server.url));
    const { code, stdout, stderr } = await assets(
      {},
      ...["ship", "--from-flow", "ship_assets", "--allow-host", "127.0.0.1", "-o", "files"],
    );
    expect(stderr).toContain('note: "lookbackPeriod" of the task "ship" concerns past runs and is ignored');
    expect(stdout).toContain("70 events accepted");
    expect(code).toBe(0);
    expect(readdirSync(join(place.folder, "files"))).toEqual(["kestra-log-file-00001.json"]);
    expect(server.accepted).toHaveLength(70);
    // The mappings of this profile use the system of a table as its namespace.
    expect(JSON.stringify(server.accepted)).toContain('"namespace":"sqlite","name":"stations"');
    const none = await assets({}, "ship", "--from-flow", "publish_customers");
    expect(none.stderr).toContain(
      'the flow "publish_customers" in flows/data/publish_customers.yaml has no AssetShipper task',
    );
  });
});

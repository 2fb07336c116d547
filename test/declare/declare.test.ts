import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Declared } from "../../src/workspace/declare.ts";
import { openWorkspace } from "../../src/workspace/workspace.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "assets-declare-")));
  mkdirSync(join(folder, ".git"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function read(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

async function declare(names: readonly string[] = [], writes = true): Promise<Declared> {
  return (await openWorkspace({ folder })).declare({ names, write: writes });
}

/** Declares the assets of a file and returns its new text. Checks that a second run changes nothing. */
async function declared(text: string, file = "flow.yaml"): Promise<string> {
  write(file, text);
  await declare();
  const after = read(file);
  expect((await declare()).files).toEqual([]);
  expect(read(file)).toBe(after);
  return after;
}

const LOAD = `    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://dwh:5432/shop
`;
const HEAD = "id: etl\nnamespace: company.team\n\ntasks:\n";

describe("given a task that declares nothing", () => {
  it("when it is drafted, then the block has ids, types, namespace and metadata", async () => {
    const before = `${HEAD}  - id: load\n${LOAD}    sql: INSERT INTO mart.orders SELECT * FROM raw.orders\n`;
    expect(await declared(before)).toBe(`${before}    assets:
      inputs:
        - id: shop.raw.orders
          type: io.kestra.plugin.ee.assets.Table
      outputs:
        - id: shop.mart.orders
          type: io.kestra.plugin.ee.assets.Table
          namespace: "{{ flow.namespace }}"
          metadata:
            system: postgres
            database: shop
            schema: mart
            name: orders
`);
  });

  it("when names have expressions of inputs, then the draft has the expressions", async () => {
    const after = await declared(
      `id: etl\nnamespace: company.team\ninputs:\n  - id: env\n    type: STRING\n    defaults: dev\ntasks:\n  - id: load\n${LOAD}    sql: INSERT INTO stg_{{ inputs.env }} SELECT * FROM raw.orders\n`,
    );
    expect(after).toContain('- id: "shop.stg_{{ inputs.env }}"');
    expect(after).toContain('name: "stg_{{ inputs.env }}"');
  });

  it("when it is in a loop, then the draft has the item", async () => {
    const after = await declared(`${HEAD}  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: [eu, us]
    tasks:
      - id: load
        type: io.kestra.plugin.jdbc.postgresql.Query
        url: jdbc:postgresql://dwh:5432/shop
        sql: INSERT INTO mart.sales_{{ taskrun.value }} SELECT * FROM raw.sales
`);
    expect(after).toContain('- id: "shop.mart.sales_{{ taskrun.value }}"');
  });

  it("when an id would contain a secret, then there is no draft", async () => {
    const text = `${HEAD}  - id: load\n    type: io.kestra.plugin.aws.s3.Download\n    bucket: "{{ secret('LAKE') }}"\n    key: a.csv\n`;
    write("flow.yaml", text);
    const { files, left } = await declare();
    expect(files).toEqual([]);
    expect(left.map(({ task, reason }) => [task, reason])).toEqual([
      ["load", 'the id "{{ … }}.a.csv" would contain a secret'],
    ]);
    expect(JSON.stringify(left)).not.toContain("LAKE");
  });

  it("when its statements have different sources, then there is no draft", async () => {
    const text = `${HEAD}  - id: load
    type: io.kestra.plugin.jdbc.postgresql.Queries
    url: jdbc:postgresql://dwh:5432/shop
    sql: |
      INSERT INTO mart.a SELECT * FROM raw.a;
      INSERT INTO mart.b SELECT * FROM raw.b;
`;
    write("flow.yaml", text);
    const { files, left } = await declare();
    expect(files).toEqual([]);
    expect(left.map(({ reason }) => reason)).toEqual([
      'a declaration would add the edge from "shop.raw.a" to "shop.mart.b"',
    ]);
    expect(read("flow.yaml")).toBe(text);
  });

  it("when a part of its access is unknown, then there is no draft", async () => {
    write(
      "flow.yaml",
      `${HEAD}  - id: load\n    type: io.kestra.plugin.jdbc.postgresql.Queries\n    url: jdbc:postgresql://dwh:5432/shop\n    sql: SELECT * FROM raw.a; CALL refresh();\n`,
    );
    const { files, left } = await declare();
    expect(files).toEqual([]);
    expect(left.map(({ task }) => task)).toEqual(["load"]);
  });

  it("when two servers have the table, then the server is in both ids", async () => {
    write(
      "flow.yaml",
      `${HEAD}${["crm", "billing"]
        .map(
          (host) =>
            `  - id: ${host}\n    type: io.kestra.plugin.jdbc.postgresql.Query\n    url: jdbc:postgresql://${host}:5432/shop\n    sql: SELECT * FROM public.customers\n`,
        )
        .join("")}`,
    );
    const { files } = await declare();
    expect(files[0]?.tasks.flatMap(({ inputs = [] }) => inputs.map(({ id }) => id))).toEqual([
      "crm.shop.public.customers",
      "billing.shop.public.customers",
    ]);
  });

  it("when another task declares the table, then the draft has its id", async () => {
    write(
      "flow.yaml",
      `${HEAD}  - id: load\n${LOAD}    sql: INSERT INTO mart.orders SELECT * FROM raw.orders
    assets:
      inputs: []
      outputs:
        - id: orders_of_the_mart
          type: io.kestra.plugin.ee.assets.Table
          metadata: {system: postgres, database: shop, schema: mart, name: orders}
  - id: export
    type: io.kestra.plugin.jdbc.postgresql.CopyOut
    url: jdbc:postgresql://dwh:5432/shop
    sql: SELECT * FROM mart.orders
`,
    );
    const { files } = await declare();
    expect(files[0]?.tasks.map(({ task, inputs }) => [task, inputs])).toEqual([
      ["export", [{ id: "orders_of_the_mart" }]],
    ]);
  });
});

describe("given a loop that fails once its tasks declare assets, when a repository is drafted", () => {
  it("then only the tasks of the loop have no draft", async () => {
    const task = (indent: string, name: string) =>
      `- id: ${name}\n${LOAD}    sql: INSERT INTO mart.${name} SELECT * FROM raw.orders\n`
        .replaceAll("\n    ", `\n${indent}  `)
        .replace("- ", `${indent}- `);
    write("other.yaml", HEAD.replace("etl", "other") + task("  ", "other"));
    write(
      "flow.yaml",
      `id: etl\nnamespace: company.team\ninputs:\n  - id: regions\n    type: STRING\n    defaults: dev\ntasks:\n${task("  ", "before")}  - id: each\n    type: io.kestra.plugin.core.flow.ForEach\n    values: "{{ inputs.regions }}"\n    tasks:\n${task("      ", "inside").replace("mart.inside SELECT * FROM raw.orders", "mart.{{ taskrun.value }} SELECT 1")}`,
    );
    const { files, left } = await declare();
    expect(files.flatMap(({ tasks }) => tasks.map(({ task }) => task)).sort()).toEqual(["before", "other"]);
    expect(left.map(({ task, reason }) => [task, reason])).toEqual([
      [
        "inside",
        'lint would report loop-values: the loop "each" fails: loop values must be a JSON array, not "dev" (when inputs.regions is "dev")',
      ],
    ]);
  });
});

describe("given a task that declares one side", () => {
  it("when it is drafted, then the other side is added to its block", async () => {
    const after = await declared(`${HEAD}  - id: load
${LOAD}    sql: INSERT INTO mart.orders SELECT * FROM raw.orders
    assets:
      outputs:
        - id: shop.mart.orders
          type: io.kestra.plugin.ee.assets.Table
    retry: { type: constant, interval: PT1M }
`);
    expect(after).toContain(`          type: io.kestra.plugin.ee.assets.Table
      inputs:
        - id: shop.raw.orders
          type: io.kestra.plugin.ee.assets.Table
    retry:`);
  });
});

const SQL = "SELECT * FROM raw.orders";
const READS = "shop.raw.orders";

/** The lines added by a draft, by file. */
describe("given the styles of YAML files, when a task is drafted, then only the block is new", () => {
  const cases: readonly (readonly [style: string, before: string, after: string])[] = [
    [
      "Windows line endings",
      `${HEAD}  - id: a\n${LOAD}    sql: ${SQL}\n`.replaceAll("\n", "\r\n"),
      `${HEAD}  - id: a\n${LOAD}    sql: ${SQL}\n    assets:\n      inputs:\n        - id: ${READS}\n          type: io.kestra.plugin.ee.assets.Table\n`.replaceAll(
        "\n",
        "\r\n",
      ),
    ],
    [
      "no final line break",
      `${HEAD}  - id: a\n${LOAD}    sql: ${SQL}`,
      `${HEAD}  - id: a\n${LOAD}    sql: ${SQL}\n    assets:\n      inputs:\n        - id: ${READS}\n          type: io.kestra.plugin.ee.assets.Table`,
    ],
    [
      "a block scalar without a final line break",
      `${HEAD}  - id: a\n${LOAD}    sql: |\n      ${SQL}`,
      `${HEAD}  - id: a\n${LOAD}    assets:\n      inputs:\n        - id: ${READS}\n          type: io.kestra.plugin.ee.assets.Table\n    sql: |\n      ${SQL}`,
    ],
    [
      "lists at the column of their key",
      `id: etl\nnamespace: company.team\ntasks:\n- id: a\n  type: io.kestra.plugin.jdbc.postgresql.Query\n  url: jdbc:postgresql://dwh:5432/shop\n  sql: ${SQL} # the orders\n\n# the end\n`,
      `id: etl\nnamespace: company.team\ntasks:\n- id: a\n  type: io.kestra.plugin.jdbc.postgresql.Query\n  url: jdbc:postgresql://dwh:5432/shop\n  sql: ${SQL} # the orders\n  assets:\n    inputs:\n    - id: ${READS}\n      type: io.kestra.plugin.ee.assets.Table\n\n# the end\n`,
    ],
    [
      "a block scalar with kept line breaks",
      `${HEAD}  - id: a\n${LOAD}    sql: |+\n      ${SQL}\n\n\n  - id: b\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`,
      `${HEAD}  - id: a\n${LOAD}    sql: |+\n      ${SQL}\n\n\n    assets:\n      inputs:\n        - id: ${READS}\n          type: io.kestra.plugin.ee.assets.Table\n  - id: b\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`,
    ],
    [
      "a flow mapping",
      `${HEAD}  - {id: a, type: io.kestra.plugin.jdbc.postgresql.Query, url: "jdbc:postgresql://dwh:5432/shop", sql: "${SQL}" } # short\n`,
      `${HEAD}  - {id: a, type: io.kestra.plugin.jdbc.postgresql.Query, url: "jdbc:postgresql://dwh:5432/shop", sql: "${SQL}", assets: { inputs: [ { id: ${READS}, type: io.kestra.plugin.ee.assets.Table } ] } } # short\n`,
    ],
    [
      "anchors elsewhere",
      `${HEAD}  - id: a\n${LOAD}    description: &text {note: "x"}\n    sql: ${SQL}\n`,
      `${HEAD}  - id: a\n${LOAD}    description: &text {note: "x"}\n    sql: ${SQL}\n    assets:\n      inputs:\n        - id: ${READS}\n          type: io.kestra.plugin.ee.assets.Table\n`,
    ],
  ];
  it.each(cases)("%s", async (_, before, after) => {
    expect(await declared(before)).toBe(after);
  });

  it("a byte order mark", async () => {
    const text = `${HEAD}  - id: a\n${LOAD}    sql: ${SQL}\n`;
    expect(await declared(`\uFEFF${text}`)).toBe(
      `\uFEFF${text}    assets:\n      inputs:\n        - id: ${READS}\n          type: io.kestra.plugin.ee.assets.Table\n`,
    );
  });
});

describe("given a task whose mapping another one merges, when it would be drafted", () => {
  it("then there is no draft, because the other task would change", async () => {
    const text = `${HEAD}  - &base\n    id: a\n${LOAD}    sql: ${SQL}\n  - <<: *base\n    id: b\n    type: io.kestra.plugin.core.log.Log\n`;
    write("flow.yaml", text);
    const { left } = await declare();
    expect(left.map(({ reason }) => reason)).toEqual(["the edit would change other parts of the file"]);
    expect(read("flow.yaml")).toBe(text);
  });
});

describe("given files that must not be edited", () => {
  const text = `${HEAD}  - id: a\n${LOAD}    sql: ${SQL}\n`;

  it("when a flow file is a link, then it and its target stay", async () => {
    write("elsewhere/flow.txt", text);
    mkdirSync(join(folder, "flows"));
    symlinkSync("../elsewhere/flow.txt", join(folder, "flows/flow.yaml"));
    const { files, left } = await declare(["flows"]);
    expect(files).toEqual([]);
    expect(left.map(({ reason }) => reason)).toEqual(["the file is a link or in a linked folder"]);
    expect(read("elsewhere/flow.txt")).toBe(text);
    expect(lstatSync(join(folder, "flows/flow.yaml")).isSymbolicLink()).toBe(true);
  });

  it("when a file is outside the working tree, then it stays", async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "assets-outside-")));
    try {
      writeFileSync(join(outside, "flow.yaml"), text);
      const { files, left } = await declare([outside]);
      expect(files).toEqual([]);
      expect(left.map(({ reason }) => reason)).toEqual(["the file is outside the working tree"]);
      expect(readFileSync(join(outside, "flow.yaml"), "utf8")).toBe(text);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });
});

describe("given the undeclared repository", () => {
  beforeEach(() => cpSync(join(FIXTURES, "undeclared"), join(folder, "flows"), { recursive: true }));

  it("when nothing is written, then the files stay", async () => {
    const before = read("flows/load_trips.yaml");
    const { files, written } = await declare([], false);
    expect(files.map(({ name }) => name)).toEqual([
      "flows/export_trips.yaml",
      "flows/ingest_trips.yaml",
      "flows/load_trips.yaml",
      "flows/transform_trips.yaml",
    ]);
    expect(written).toBe(false);
    expect(read("flows/load_trips.yaml")).toBe(before);
  });

  it("when one file is named, then only it is edited", async () => {
    const { files } = await declare(["flows/load_trips.yaml"]);
    expect(files.map(({ name }) => name)).toEqual(["flows/load_trips.yaml"]);
  });

  it("when a selection is named, then only the tasks that touch its assets are edited", async () => {
    const { files } = await declare(["staging.trips"]);
    expect(files.flatMap(({ tasks }) => tasks.map(({ task }) => task))).toEqual(["load", "clean"]);
  });

  it("when it is declared, then the edges are those between the declared ids", async () => {
    await declare();
    const { inventory } = await (await openWorkspace({ folder })).read({ paths: ["."], settings: {} });
    const edges = inventory.bundles.flatMap(({ inputs, outputs, origin }) =>
      inputs.flatMap((input) =>
        outputs.map((output) => [input.id, output.id, origin ?? "declared"].join(" ")),
      ),
    );
    expect(edges.sort()).toEqual([
      "analytics.core.trips analytics.mart.trips_daily declared",
      "analytics.core.trips analytics.mart.trips_weekly declared",
      "analytics.mart.trips_daily partner-exchange.trips.daily.csv declared",
      "analytics.staging.trips analytics.core.trips declared",
      "api.trips.example.v1.trips.csv company-lake.raw.trips.csv declared",
      "company-lake.raw.trips.csv analytics.staging.trips declared",
    ]);
  });
});

describe("given a dbt task and a manifest", () => {
  const manifest = JSON.stringify({
    metadata: { adapter_type: "postgres" },
    nodes: {
      "model.shop.orders": {
        resource_type: "model",
        database: "dwh",
        schema: "mart",
        name: "orders",
        depends_on: { nodes: ["source.shop.raw.orders"] },
      },
    },
    sources: { "source.shop.raw.orders": { database: "dwh", schema: "raw", name: "orders" } },
  });
  const flow = (assets: string, project = "dbt") =>
    `${HEAD}  - id: build\n    type: io.kestra.plugin.dbt.cli.DbtCLI\n    projectDir: ${project}\n    commands: [dbt build]\n${assets}`;
  const AUTO = "    assets:\n      enableAuto: true\n";

  async function inventory() {
    const { inventory: found } = await (await openWorkspace({ folder })).read({ paths: ["."], settings: {} });
    return {
      edges: found.bundles.map(({ inputs, outputs }) =>
        [inputs, outputs].map((side) => side.map(({ id }) => id)),
      ),
      gaps: found.gaps.map(({ message }) => message),
    };
  }

  it("when it is in the target folder of the project, then its tables are emitted", async () => {
    write("dbt/target/manifest.json", manifest);
    write("flow.yaml", flow(AUTO));
    expect(await inventory()).toEqual({ edges: [[["dwh.raw.orders"], ["dwh.mart.orders"]]], gaps: [] });
  });

  it("when the configuration names it, then its tables are emitted", async () => {
    write("artifacts/manifest.json", manifest);
    write("assets.config.yaml", "infer:\n  manifests: [artifacts/manifest.json]\n");
    write("flow.yaml", flow(AUTO));
    expect(await inventory()).toEqual({ edges: [[["dwh.raw.orders"], ["dwh.mart.orders"]]], gaps: [] });
  });

  it("when the task does not set enableAuto, then its tables are inferred", async () => {
    write("dbt/target/manifest.json", manifest);
    write("flow.yaml", flow(""));
    const { edges, gaps } = await inventory();
    expect(gaps).toEqual([]);
    expect(edges.flat(2).map((id) => id.replace(/~\w{8}/, "~"))).toEqual([
      "postgres://~/dwh.raw.orders",
      "postgres://~/dwh.mart.orders",
    ]);
  });

  it("when it is not valid, then the gap says so", async () => {
    write("dbt/target/manifest.json", "[]");
    write("flow.yaml", flow(AUTO));
    const { edges, gaps } = await inventory();
    expect(edges).toEqual([]);
    expect(gaps).toContain(
      'the task "build" may emit more assets at run time ("enableAuto"): the dbt manifest "dbt/target/manifest.json" is not read: it is not a JSON object',
    );
  });

  it("when it belongs to another project, or is a link, then it is not used", async () => {
    write("other/target/manifest.json", manifest);
    write("flow.yaml", flow(AUTO));
    expect((await inventory()).edges).toEqual([]);
    mkdirSync(join(folder, "dbt/target"), { recursive: true });
    symlinkSync("../../other/target/manifest.json", join(folder, "dbt/target/manifest.json"));
    expect((await inventory()).edges).toEqual([]);
  });

  it("when the configuration names a file outside, then it is refused", async () => {
    write("assets.config.yaml", "infer:\n  manifests: [../manifest.json]\n");
    write("flow.yaml", flow(AUTO));
    await expect(inventory()).rejects.toThrow("outside the working tree");
  });
});

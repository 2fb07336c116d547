import type { Asset, Bundle, BundleEntry, Certainty, Inventory } from "../../src/model/model.ts";
import type { Json } from "../../src/util/json.ts";

/** A bundle in short form: the inputs and outputs of a task. */
export interface SampleTask {
  readonly flow: string;
  readonly task: string;
  readonly namespace?: string;
  readonly taskType?: string;
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  readonly certainty?: Certainty;
  /** Whether the bundle is inferred. The evidence of each asset is its id. */
  readonly inferred?: true;
}

export interface SampleAsset {
  readonly type?: string;
  readonly namespace?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly metadata?: Readonly<Record<string, Json>>;
  readonly status?: string;
  readonly origin?: "inferred";
}

const TABLE = "io.kestra.plugin.ee.assets.Table";
const NAMESPACE = "kestra.company.data";

/** An inventory from tasks in short form, with all their assets. `details` contains the fields of some assets. */
export function sampleInventory(
  tasks: readonly SampleTask[],
  details: Readonly<Record<string, SampleAsset>> = {},
): Inventory {
  const bundles = tasks.map((task, index): Bundle => {
    const place = { file: `flows/${task.flow}.yml`, line: index + 10, column: 5 };
    const entry = (id: string): BundleEntry => ({
      id,
      certainty: id.includes("*") ? "pattern" : (task.certainty ?? "exact"),
      ...(task.inferred && { evidence: `FROM ${id}` }),
      place,
    });
    return {
      namespace: task.namespace ?? NAMESPACE,
      flow: task.flow,
      task: task.task,
      ...(task.inferred && { origin: "inferred" }),
      taskType: task.taskType ?? "io.kestra.plugin.jdbc.duckdb.Query",
      place,
      inputs: (task.reads ?? []).map(entry),
      outputs: (task.writes ?? []).map(entry),
      assumptions: [],
    };
  });
  const ids = new Set(bundles.flatMap((bundle) => [...bundle.inputs, ...bundle.outputs]).map(({ id }) => id));
  const written = new Set(bundles.flatMap((bundle) => bundle.outputs).map(({ id }) => id));
  const assets = [...ids].sort().map((id): Asset => {
    const { metadata, ...described } = details[id] ?? {};
    return {
      id,
      certainty: id.includes("*") ? "pattern" : "exact",
      external: !written.has(id),
      ...described,
      metadata: metadata ?? {},
    };
  });
  const flows = [
    ...new Map(bundles.map((bundle) => [`${bundle.namespace}/${bundle.flow}`, bundle])).values(),
  ];
  return {
    version: 1,
    tenant: "main",
    roots: ["flows"],
    files: { found: flows.length, withFlows: flows.length, otherDocuments: {}, unreadable: 0 },
    flows: flows.map(({ namespace, flow, place }) => ({
      namespace,
      flow,
      place: { ...place, line: 1, column: 1 },
      tasks: 1,
      declarations: 1,
    })),
    assets,
    tasks: tasks.map(({ flow, task, namespace, taskType }, index) => ({
      namespace: namespace ?? NAMESPACE,
      flow,
      task,
      type: taskType ?? "io.kestra.plugin.jdbc.duckdb.Query",
      place: { file: `flows/${flow}.yml`, line: index + 9, column: 5 },
    })),
    bundles,
    activations: [],
    gaps: [],
    inert: [],
  };
}

/** A small company's data flows: an external table, staging and mart layers, a file, a host, a pattern and a choice. */
export const COMPANY: Inventory = {
  ...sampleInventory(
    [
      {
        flow: "data_pipeline_assets",
        task: "stage_trips",
        reads: ["sample_data.nyc.taxi"],
        writes: ["trips"],
      },
      {
        flow: "data_pipeline_assets",
        task: "average",
        reads: ["trips"],
        writes: ["avg_passenger_count", "avg_trip_distance"],
      },
      {
        flow: "nightly_erp_load",
        task: "fetch_orders",
        reads: ["windows-web-01", "erp.dbo.orders"],
        writes: ["erp_orders.csv"],
        certainty: "default",
      },
      {
        flow: "nightly_erp_load",
        task: "load_orders",
        reads: ["erp_orders.csv"],
        writes: ["warehouse.staging.orders"],
      },
      {
        flow: "orders_dbt",
        task: "build",
        reads: ["warehouse.staging.orders"],
        writes: ["warehouse.marts.fct_orders"],
      },
      {
        flow: "provision_host",
        task: "provision",
        namespace: "kestra.company.infra",
        writes: ["windows-web-01"],
      },
      {
        flow: "snapshot_host",
        task: "snapshot",
        namespace: "kestra.company.infra",
        reads: ["windows-web-01"],
        writes: ["snapshot-*"],
      },
      {
        flow: "rehearse_restore",
        task: "restore",
        namespace: "kestra.company.infra",
        reads: ["snapshot-2026-11"],
      },
      {
        flow: "regional_reports",
        task: "report",
        namespace: "kestra.company.finance",
        reads: ["warehouse.marts.fct_orders"],
        writes: ["report_emea"],
        certainty: "choice",
      },
    ],
    {
      trips: {
        type: TABLE,
        namespace: NAMESPACE,
        displayName: "Taxi trips",
        description: "Sampled trips, one row each.",
        metadata: { model_layer: "staging", owner: "data" },
      },
      avg_passenger_count: { type: TABLE, metadata: { model_layer: "mart", owner: "data" } },
      avg_trip_distance: { type: TABLE, metadata: { model_layer: "mart", owner: "data" } },
      "erp_orders.csv": {
        type: "io.kestra.plugin.ee.assets.File",
        metadata: { system: "erp", path: "/exports/orders.csv" },
      },
      "windows-web-01": { type: "io.kestra.plugin.ee.assets.VM", metadata: { provider: "aws" } },
      "snapshot-*": { type: "VM_SNAPSHOT" },
      "warehouse.staging.orders": {
        type: TABLE,
        metadata: { model_layer: "staging", system: "postgres", database: "warehouse", schema: "staging" },
      },
      "warehouse.marts.fct_orders": { type: TABLE, metadata: { model_layer: "mart", system: "postgres" } },
      report_emea: { type: "io.kestra.plugin.ee.assets.Dataset", metadata: { model_layer: "report" } },
    },
  ),
};

/** The edges of COMPANY's pattern in the graph. */
export const COMPANY_LINKS: readonly (readonly [string, string])[] = [["snapshot-*", "snapshot-2026-11"]];

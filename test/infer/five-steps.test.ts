import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFlowFile } from "../../src/flows/read-flow-file.ts";
import { coverage } from "../../src/graph/coverage.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { readFile } from "../../src/infer/index.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/undeclared");
const OPTIONS = {
  tenant: "main",
  pins: { all: {}, byFlow: {} },
  maxCases: 1000,
  infer: { groups: [], types: [] },
};

const files = readdirSync(FOLDER).map((name) => readFile(readFlowFile(join(FOLDER, name), name), OPTIONS));
const inventory = inventoryOfFiles(files, [], { tenant: "main", roots: ["."] });

test("given flows that declare nothing, when an API changes, then the export four flows later is affected", () => {
  const { assets, unknown } = impact(createGraph(inventory), "https://api.trips.example/v1/trips.csv");
  const steps = assets.map(({ asset, distance, certainty, hops }) => ({
    ...{ id: asset.id, distance, certainty },
    by: hops.map(({ flow, task, via = [], evidence, place }) => [
      flow,
      ...via,
      task,
      evidence,
      `${place.file}:${place.line}`,
    ]),
  }));
  expect(steps).toEqual([
    {
      id: "s3://company-lake/raw/trips.csv",
      distance: 1,
      certainty: "exact",
      by: [
        [
          "ingest_trips",
          "download",
          "land",
          "bucket: company-lake, key: raw/trips.csv",
          "ingest_trips.yaml:15",
        ],
      ],
    },
    {
      id: "postgres://dwh.company.internal:5432/analytics.staging.trips",
      distance: 2,
      certainty: "exact",
      by: [["load_trips", "fetch", "load", "table: staging.trips", "load_trips.yaml:15"]],
    },
    {
      id: "postgres://dwh.company.internal:5432/analytics.core.trips",
      distance: 3,
      certainty: "exact",
      by: [["transform_trips", "clean", "INSERT INTO core.trips", "transform_trips.yaml:9"]],
    },
    {
      id: "postgres://dwh.company.internal:5432/analytics.mart.trips_daily",
      distance: 4,
      certainty: "exact",
      by: [["transform_trips", "aggregate", "INSERT INTO mart.trips_daily", "transform_trips.yaml:18"]],
    },
    {
      id: "postgres://dwh.company.internal:5432/analytics.mart.trips_weekly",
      distance: 4,
      certainty: "exact",
      by: [["transform_trips", "aggregate", "INSERT INTO mart.trips_weekly", "transform_trips.yaml:18"]],
    },
    {
      id: "gs://partner-exchange/trips/daily.csv",
      distance: 5,
      certainty: "exact",
      by: [
        [
          "export_trips",
          "read",
          "to_csv",
          "hand_over",
          "to: gs://partner-exchange/trips/daily.csv",
          "export_trips.yaml:20",
        ],
      ],
    },
  ]);
  expect(unknown).toEqual({ here: [], elsewhere: [] });
});

test("given the five steps, when covered, then each task is counted once", () => {
  expect(coverage(inventory).total).toEqual({ tasks: 10, declared: 0, inferred: 8, unknown: 0, none: 2 });
});

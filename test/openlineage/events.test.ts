import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import type { JobEvent } from "../../src/openlineage/event.ts";
import { removalEvents, runEvents, staticEvents } from "../../src/openlineage/events.ts";
import { exportEvents, profileOf } from "../../src/openlineage/profile.ts";
import { PROFILES } from "../../src/openlineage/profile-names.ts";
import { HOSTILE } from "../export/hostile.ts";
import { COMPANY, sampleInventory } from "../export/sample.ts";
import { createCheck, facetsOf, SPEC } from "./check-events.ts";
import { CONTEXT } from "./context.ts";

const RICH: Inventory = {
  ...COMPANY,
  flows: COMPANY.flows.map((flow) => ({
    ...flow,
    description: "Loads *things*.",
    labels: { owner: "data-team", tier: "gold", secret: "{{ x }}" },
    triggers: [{ id: "live", type: "io.kestra.plugin.kafka.RealtimeTrigger" }],
  })),
  tasks: COMPANY.tasks.map((task) => ({ ...task, sql: "SELECT {{ inputs.x }}", description: "A task." })),
  assets: COMPANY.assets.map((asset) => ({
    ...asset,
    metadata: {
      ...asset.metadata,
      columns: [{ name: "id", type: "INT" }, "name"],
      run: "{{ execution.id }}",
      system: "postgres",
      host: "db.example.com",
      database: "warehouse",
      schema: "marts",
      address: "postgres://db.example.com:5432",
    },
  })),
};

const check = createCheck();

describe("every event is valid", () => {
  const cases: readonly (readonly [string, Inventory])[] = [
    ["a company", COMPANY],
    ["all facets", RICH],
    ["hostile metadata", HOSTILE],
  ];
  it.each(cases)("as static events: %s", (_, inventory) => {
    const { events } = staticEvents(inventory, CONTEXT);
    expect(events.length).toBeGreaterThan(10);
    expect(events.flatMap(check)).toEqual([]);
  });

  it.each(cases)("as run events with parents: %s", (_, inventory) => {
    const { events } = runEvents(inventory, CONTEXT, { parent: "DAG" });
    expect(events.flatMap(check)).toEqual([]);
  });

  it("as removals", () => {
    const events = removalEvents(RICH, new Set(["trips"]), CONTEXT);
    expect(events).toHaveLength(1);
    expect(events.flatMap(check)).toEqual([]);
    expect(events[0]?.dataset.facets?.lifecycleStateChange).toMatchObject({ lifecycleStateChange: "DROP" });
  });

  it("says of a renamed asset what it was called, once", () => {
    const renamedFrom = new Map([["trips", { namespace: "kestra://main", name: "journeys" }]]);
    const { events } = staticEvents(RICH, { ...CONTEXT, renamedFrom });
    const renamed = events.flatMap((event) =>
      "dataset" in event && event.dataset.facets?.lifecycleStateChange ? [event.dataset] : [],
    );
    expect(events.flatMap(check)).toEqual([]);
    expect(renamed).toHaveLength(1);
    expect(renamed[0]?.facets?.lifecycleStateChange).toMatchObject({
      lifecycleStateChange: "RENAME",
      previousIdentifier: { namespace: "kestra://main", name: "journeys" },
    });
  });

  it.each(PROFILES)("for %s", (profile) => {
    expect(exportEvents(RICH, CONTEXT, profileOf(profile)).events.flatMap(check)).toEqual([]);
  });

  it("and a broken facet is caught", () => {
    const [event] = staticEvents(COMPANY, CONTEXT).events.filter((each) => "job" in each) as JobEvent[];
    const jobType = event?.job.facets?.jobType;
    if (!event || !jobType) throw new Error("no job");
    const { processingType: _, ...broken } = jobType as typeof jobType & { processingType: string };
    const facets = { ...event.job.facets, jobType: broken };
    expect(check({ ...event, job: { ...event.job, facets } })).toHaveLength(1);
    expect(check({ ...event, eventTime: "2026-11-20T09:30:00" })).not.toEqual([]);
  });

  it("by the published schemas where they are", () => {
    // The variable is set where the schemas are; a wrong folder must not pass for a check.
    if (SPEC) expect(existsSync(join(SPEC, "2-0-2/OpenLineage.json"))).toBe(true);
  });
});

describe("static events", () => {
  const twoCases = sampleInventory(
    [
      { flow: "f", task: "build", reads: ["stg_dev"], writes: ["mart_dev"] },
      { flow: "f", task: "build", reads: ["stg_prod"], writes: ["mart_prod"] },
    ],
    { mart_dev: { type: "io.kestra.plugin.ee.assets.Table", metadata: { owner: "data" } } },
  );
  const { events } = staticEvents(twoCases, CONTEXT);
  const jobs = events.filter((event) => "job" in event) as JobEvent[];

  it("are one job event for a task, with the union of its cases", () => {
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({
      eventTime: "2026-11-20T09:30:00Z",
      schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent",
      job: { namespace: "kestra://main", name: "kestra.company.data.f.build" },
      inputs: [
        { namespace: "kestra://main", name: "stg_dev" },
        { namespace: "kestra://main", name: "stg_prod" },
      ],
      outputs: [
        { namespace: "kestra://main", name: "mart_dev" },
        { namespace: "kestra://main", name: "mart_prod" },
      ],
    });
  });

  it("say case by case what feeds what", () => {
    expect(jobs[0]?.job.facets?.lineage).toMatchObject({
      _schemaURL: "https://openlineage.io/spec/facets/1-0-0/LineageFacet.json#/$defs/LineageJobFacet",
      entries: [
        { name: "mart_dev", type: "DATASET", inputs: [{ name: "stg_dev", type: "DATASET" }] },
        { name: "mart_prod", type: "DATASET", inputs: [{ name: "stg_prod", type: "DATASET" }] },
      ],
    });
    const plain = staticEvents(twoCases, { ...CONTEXT, explicitLineage: false });
    expect(plain.events.flatMap(facetsOf).map(([key]) => key)).not.toContain("lineage");
  });

  it("name the place in git", () => {
    expect(jobs[0]?.job.facets?.sourceCodeLocation).toMatchObject({
      type: "git",
      url: "https://github.com/acme/flows/blob/3f2c1e9a3f2c1e9a3f2c1e9a3f2c1e9a3f2c1e9a/kestra/flows/f.yml",
      path: "kestra/flows/f.yml",
      version: "3f2c1e9a3f2c1e9a3f2c1e9a3f2c1e9a3f2c1e9a",
      pullRequestNumber: "42",
    });
    const { git: _, ...without } = CONTEXT;
    expect(
      staticEvents(twoCases, without)
        .events.flatMap(facetsOf)
        .map(([key]) => key),
    ).not.toContain("sourceCodeLocation");
  });

  it("carry the facets of the YAML", () => {
    const rich = staticEvents(RICH, CONTEXT).events;
    const job = rich.find((event) => "job" in event && event.job.name.endsWith(".stage_trips")) as JobEvent;
    expect(job.job.facets).toMatchObject({
      jobType: { processingType: "STREAMING", integration: "KESTRA", jobType: "TASK" },
      sql: { query: "SELECT {{ inputs.x }}", dialect: "duckdb" },
      documentation: { description: "A task.", contentType: "text/markdown" },
      tags: {
        tags: [
          { key: "owner", value: "data-team" },
          { key: "tier", value: "gold" },
        ],
      },
      ownership: { owners: [{ name: "data-team" }] },
      kestra_task: { taskType: "io.kestra.plugin.jdbc.duckdb.Query", cases: 1 },
    });
    const trips = rich.find((event) => "dataset" in event && event.dataset.name === "warehouse.marts.trips");
    expect(trips).toMatchObject({
      dataset: {
        namespace: "postgres://db.example.com:5432",
        facets: {
          datasetType: { datasetType: "TABLE" },
          documentation: { description: "Sampled trips, one row each." },
          ownership: { owners: [{ name: "data" }] },
          schema: { fields: [{ name: "id", type: "INT" }, { name: "name" }] },
          dataSource: { name: "postgres", uri: "postgres://db.example.com:5432" },
          symlinks: { identifiers: [{ namespace: "kestra://main", name: "trips", type: "TABLE" }] },
          hierarchy: {
            hierarchy: [
              { type: "DATABASE", name: "warehouse" },
              { type: "SCHEMA", name: "marts" },
              { type: "TABLE", name: "trips" },
            ],
          },
          kestra_asset: { id: "trips", tenant: "main", templated: true },
        },
      },
    });
  });

  it("say that a description is Markdown, and that a name in its place is not", () => {
    const named = sampleInventory([{ flow: "f", task: "t", writes: ["both", "name"] }], {
      both: { displayName: "Both", description: "Loads *things*." },
      name: { displayName: "[Name](x)" },
    });
    expect(
      staticEvents(named, CONTEXT).events.flatMap((event) =>
        "dataset" in event ? [event.dataset.facets?.documentation] : [],
      ),
    ).toMatchObject([
      { description: "Loads *things*.", contentType: "text/markdown" },
      { description: "[Name](x)", contentType: "text/plain" },
    ]);
  });

  it("leave patterns out and say so", () => {
    const { events: all, leftOut } = staticEvents(COMPANY, CONTEXT);
    expect(leftOut.patterns).toEqual(["snapshot-*"]);
    expect(JSON.stringify(all)).not.toContain("snapshot-*");
  });

  it("never let {{ into a name or a tag", () => {
    for (const event of staticEvents(RICH, CONTEXT).events) {
      const { facets: _, ...job } = "job" in event ? event.job : event.dataset;
      expect(JSON.stringify(job)).not.toContain("{{");
      for (const [key, facet] of facetsOf(event)) {
        if (key !== "sql" && key !== "documentation") expect(JSON.stringify(facet)).not.toContain("{{");
      }
    }
  });
});

describe("names of jobs", () => {
  it("are of one job each, also where dots would make them alike", () => {
    const inventory = sampleInventory([
      { namespace: "a", flow: "b.c", task: "d", writes: ["one"] },
      { namespace: "a.b", flow: "c", task: "d", writes: ["two"] },
      { namespace: "a", flow: "b%2Ec", task: "d", writes: ["three"] },
      { namespace: "a.b", flow: "d", task: "c", writes: ["four"] },
      { namespace: "a", flow: "b", task: "d", writes: ["five"] },
    ]);
    const onTrigger = inventory.bundles.map((bundle) => ({ ...bundle, trigger: true as const }));
    const all = { ...inventory, bundles: [...inventory.bundles, ...onTrigger] };
    const names = staticEvents(all, CONTEXT).events.flatMap((event) =>
      "job" in event ? event.job.name : [],
    );
    expect(names).toEqual([
      "a.b%252Ec.d",
      "a.b%252Ec.trigger:d",
      "a.b%2Ec.d",
      "a.b%2Ec.trigger:d",
      "a.b.c.d",
      "a.b.c.trigger:d",
      "a.b.d",
      "a.b.d.c",
      "a.b.d.trigger:c",
      "a.b.trigger:d",
    ]);
    const parents = runEvents(all, CONTEXT, { parent: "DAG" }).events;
    const everybody = parents.flatMap((event) => ("job" in event ? event.job.name : []));
    expect(new Set(everybody).size).toBe(everybody.length);
    expect(everybody).toContain("a.b/d");
  });
});

describe("run events", () => {
  it("are marked as static and keep their run id from one export to the next", () => {
    const first = runEvents(COMPANY, CONTEXT).events;
    const second = runEvents(COMPANY, { ...CONTEXT, eventTime: "2027-01-01T00:00:00Z" }).events;
    const ids = (events: typeof first) => events.map((event) => ("run" in event ? event.run.runId : ""));
    expect(ids(second)).toEqual(ids(first));
    expect(new Set(ids(first)).size).toBe(first.length);
    expect(ids(first)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(first[0]).toMatchObject({
      eventType: "COMPLETE",
      run: { facets: { kestra_static: { declared: true, commit: CONTEXT.git?.commit } } },
    });
  });

  it("carry the facets of their datasets", () => {
    const event = runEvents(COMPANY, CONTEXT).events.find(
      (each) => "job" in each && each.job.name.endsWith("stage_trips"),
    );
    expect(event).toMatchObject({
      outputs: [{ name: "trips", facets: { datasetType: { datasetType: "TABLE" } } }],
    });
  });
});

describe("profiles", () => {
  it("leave out what the consumer would refuse, and count it", () => {
    const { events, unsuitable } = exportEvents(COMPANY, CONTEXT, profileOf("openmetadata"));
    expect(
      events.every((event) => "inputs" in event && event.inputs.length > 0 && event.outputs.length > 0),
    ).toBe(true);
    expect([...unsuitable]).toEqual([["OpenMetadata accepts only events with inputs and outputs", 3]]);
  });

  it("give Atlan a parent for each flow", () => {
    const { events } = exportEvents(COMPANY, CONTEXT, profileOf("atlan"));
    const [parent] = events;
    expect(parent).toMatchObject({
      job: { name: "kestra.company.data/data_pipeline_assets", facets: { jobType: { jobType: "DAG" } } },
    });
    const child = events.find((event) => "job" in event && event.job.name.endsWith("stage_trips"));
    expect(child).toMatchObject({
      run: {
        facets: {
          parent: {
            run: { runId: parent && "run" in parent ? parent.run.runId : "" },
            job: { name: "kestra.company.data/data_pipeline_assets" },
          },
        },
      },
    });
  });

  it("send DataHub run events that name the engine", () => {
    const { events } = exportEvents(
      { ...COMPANY, settings: { kestra: "2.0" } },
      CONTEXT,
      profileOf("datahub"),
    );
    const engines = events.map((event) => ("run" in event ? event.run.facets?.processing_engine : undefined));
    expect(events.length).toBeGreaterThan(1);
    expect(events.flatMap(check)).toEqual([]);
    expect(new Set(engines.map((engine) => JSON.stringify(engine)))).toEqual(
      new Set([
        JSON.stringify({
          _producer: "https://unpkg.com/flow-assets@0.1.0/",
          _schemaURL:
            "https://openlineage.io/spec/facets/1-1-1/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet",
          name: "kestra",
          version: "2.0",
        }),
      ]),
    );
    const plain = exportEvents(COMPANY, CONTEXT, profileOf("openmetadata")).events;
    expect(JSON.stringify(plain)).not.toContain("processing_engine");
  });

  it("send Dataplex no event that is too large for it", () => {
    const wide = sampleInventory([
      {
        flow: "f",
        task: "t",
        reads: Array.from({ length: 40 }, (_, index) => `r${index}`),
        writes: Array.from({ length: 26 }, (_, index) => `w${index}`),
      },
    ]);
    expect([...exportEvents(wide, CONTEXT, profileOf("dataplex")).unsuitable.keys()]).toEqual([
      "Dataplex accepts up to 1,000 links per event, but this event has 1040",
    ]);
  });
});

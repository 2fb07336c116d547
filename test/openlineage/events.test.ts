import { describe, expect, it } from "vitest";
import type { Inventory } from "../../src/model/model.ts";
import type { JobEvent } from "../../src/openlineage/event.ts";
import { removalEvents, runEvents, staticEvents } from "../../src/openlineage/events.ts";
import { exportEvents, profileOf } from "../../src/openlineage/profile.ts";
import { PROFILES } from "../../src/openlineage/profile-names.ts";
import { HOSTILE } from "../export/hostile.ts";
import { COMPANY, sampleInventory } from "../export/sample.ts";
import { createCheck, facetsOf } from "./check-events.ts";
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

describe("validity of events", () => {
  const cases: readonly (readonly [string, Inventory])[] = [
    ["a company", COMPANY],
    ["all facets", RICH],
    ["hostile metadata", HOSTILE],
  ];
  it.each(cases)("given %s, when exported as static events, then every event is valid", (_, inventory) => {
    const { events } = staticEvents(inventory, CONTEXT);
    expect(events.length).toBeGreaterThan(10);
    expect(events.flatMap(check)).toEqual([]);
  });

  it.each(cases)(
    "given %s, when exported as run events with parents, then every event is valid",
    (_, inventory) => {
      const { events } = runEvents(inventory, CONTEXT, { parent: "DAG" });
      expect(events.length).toBeGreaterThan(1);
      expect(events.flatMap(check)).toEqual([]);
    },
  );

  it("given a removed asset, when exported, then there is one valid event for it", () => {
    const events = removalEvents(RICH, new Set(["trips"]), CONTEXT);
    expect(events).toHaveLength(1);
    expect(events.flatMap(check)).toEqual([]);
    expect(events[0]?.dataset.facets?.lifecycleStateChange).toMatchObject({ lifecycleStateChange: "DROP" });
  });

  it("given a renamed asset, when exported, then one valid event has its previous name", () => {
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

  it.each(PROFILES)("given the profile %s, when exported, then every event is valid", (profile) => {
    const { events } = exportEvents(RICH, CONTEXT, profileOf(profile));
    expect(events.length).toBeGreaterThan(3);
    expect(events.flatMap(check)).toEqual([]);
  });

  it("given a broken facet, when checked, then there is a problem", () => {
    const [event] = staticEvents(COMPANY, CONTEXT).events.filter(
      (candidate) => "job" in candidate,
    ) as JobEvent[];
    const jobType = event?.job.facets?.jobType;
    if (!event || !jobType) throw new Error("no job");
    const { processingType: _, ...broken } = jobType as typeof jobType & { processingType: string };
    const facets = { ...event.job.facets, jobType: broken };
    expect(check({ ...event, job: { ...event.job, facets } })).toHaveLength(1);
    expect(check({ ...event, eventTime: "2026-11-20T09:30:00" })).not.toEqual([]);
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

  it("given two cases of a task, when exported, then there is one job event with the union of both", () => {
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

  it("given two cases, when exported, then the lineage facet has the inputs of each output", () => {
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

  it("given a task that declares its output only, when exported, then facets mark what is inferred", () => {
    const inventory = sampleInventory(
      [
        { flow: "f", task: "build", writes: ["mart"] },
        { flow: "f", task: "build", reads: ["raw"], writes: ["mart"], inferred: true },
      ],
      { raw: { origin: "inferred" } },
    );
    const facets = staticEvents(inventory, CONTEXT).events.map((event) =>
      "dataset" in event
        ? [event.dataset.name, event.dataset.facets?.kestra_inference]
        : ["job" in event && event.job.name, "job" in event && event.job.facets?.kestra_inference],
    );
    const custom = (name: string) => ({
      _producer: CONTEXT.producer,
      _schemaURL: `https://unpkg.com/flow-assets@0.1.0/schema/facets/1-0-0/${name}.json#/$defs/${name}`,
    });
    const namespace = "kestra://main";
    expect(facets).toEqual([
      ["mart", undefined],
      ["raw", { ...custom("KestraInferenceDatasetFacet"), aliases: [] }],
      [
        "kestra.company.data.f.build",
        {
          ...custom("KestraInferenceJobFacet"),
          complete: false,
          inputs: [{ namespace, name: "raw", evidence: "FROM raw" }],
          outputs: [{ namespace, name: "mart", evidence: "FROM mart" }],
          edges: [{ output: { namespace, name: "mart" }, inputs: [{ namespace, name: "raw" }] }],
        },
      ],
    ]);
  });

  it("given facts of git, when exported, then the job has the place in the repository", () => {
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

  it("given descriptions, labels and metadata, when exported, then job and dataset have these facets", () => {
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

  it("given a description or a display name, when exported, then only the description is Markdown", () => {
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

  it("given a pattern, when exported, then it is left out and reported", () => {
    const { events: all, leftOut } = staticEvents(COMPANY, CONTEXT);
    expect(leftOut.patterns).toEqual(["snapshot-*"]);
    expect(JSON.stringify(all)).not.toContain("snapshot-*");
  });

  it('given metadata with expressions, when exported, then no name and no tag has "{{"', () => {
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
  it("given ids with dots, when exported, then each job has its own name", () => {
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
  it("given two exports, when compared, then run ids are the same and events are marked as static", () => {
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

  it("given an output, when exported as a run event, then it has the facets of its dataset", () => {
    const event = runEvents(COMPANY, CONTEXT).events.find(
      (candidate) => "job" in candidate && candidate.job.name.endsWith("stage_trips"),
    );
    expect(event).toMatchObject({
      outputs: [{ name: "trips", facets: { datasetType: { datasetType: "TABLE" } } }],
    });
  });
});

describe("profiles", () => {
  it("given events that OpenMetadata would reject, when exported for it, then they are left out and counted", () => {
    const { events, unsuitable } = exportEvents(COMPANY, CONTEXT, profileOf("openmetadata"));
    expect(
      events.every((event) => "inputs" in event && event.inputs.length > 0 && event.outputs.length > 0),
    ).toBe(true);
    expect([...unsuitable]).toEqual([["OpenMetadata accepts only events with inputs and outputs", 3]]);
  });

  it("given Atlan, when exported for it, then each flow has a parent run", () => {
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

  it("given the DataHub profile, when exported, then all events are RunEvents that name the engine", () => {
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

  it("given an event that is too large for Dataplex, when exported for it, then it is unsuitable", () => {
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

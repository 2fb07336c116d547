import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Event } from "../../src/openlineage/event.ts";

/** The folder with OpenLineage's published schemas, if any. */
const SPEC = process.env.OPENLINEAGE_SPEC;

/** Returns the problems of an event. */
export type CheckEvent = (event: Event) => string[];

/**
 * With the published schemas, validates the event with the core schema, and each facet with its own schema, because the
 * core schema does not check facets. Without them, checks the rules relevant to this program.
 */
export function createCheck(): CheckEvent {
  return SPEC === undefined || SPEC === "" ? checkByHand : checkBySchemas(SPEC);
}

function checkBySchemas(folder: string): CheckEvent {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const root of [folder, join(import.meta.dirname, "../../schema/facets")]) {
    for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (file.endsWith(".json")) ajv.addSchema(JSON.parse(readFileSync(join(root, file), "utf8")) as object);
    }
  }
  const core = ajv.getSchema("https://openlineage.io/spec/2-0-2/OpenLineage.json");
  if (!core) throw new Error(`${folder} does not contain the core schema`);
  return (event) => {
    const problems = problemsOf(core, event, event.schemaURL);
    for (const [key, facet] of facetsOf(event)) {
      const own = ajv.getSchema(facet._schemaURL);
      problems.push(...(own ? problemsOf(own, facet, key) : [`${key}: no schema ${facet._schemaURL}`]));
    }
    return problems;
  };
}

function problemsOf(check: ValidateFunction, value: unknown, name: string): string[] {
  if (check(value) === true) return [];
  return (check.errors ?? []).map((error) => `${name}${error.instancePath}: ${error.message}`);
}

/** Required fields of a facet, by its key. Source: the published schemas. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  jobType: ["processingType", "integration"],
  sourceCodeLocation: ["type", "url"],
  sql: ["query"],
  documentation: ["description"],
  tags: ["tags"],
  ownership: ["owners"],
  lineage: ["entries"],
  datasetType: ["datasetType"],
  symlinks: ["identifiers"],
  hierarchy: ["hierarchy"],
  schema: ["fields"],
  dataSource: ["name"],
  lifecycleStateChange: ["lifecycleStateChange"],
  parent: ["run", "job"],
  processing_engine: ["version"],
  kestra_asset: ["tenant", "id", "certainty", "external", "metadata", "templated", "declaredAt"],
  kestra_task: ["namespace", "flow", "task", "taskType", "trigger", "place", "cases", "triggers"],
  kestra_static: ["declared"],
  kestra_inference: [],
};

function checkByHand(event: Event): string[] {
  const problems: string[] = [];
  const expectRule = (holds: boolean, problem: string) => void (holds || problems.push(problem));
  expectRule(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(event.eventTime), "eventTime");
  expectRule(URL.canParse(event.producer), "producer");
  const type = "run" in event ? "RunEvent" : "dataset" in event ? "DatasetEvent" : "JobEvent";
  expectRule(event.schemaURL.endsWith(`#/$defs/${type}`), "schemaURL");
  expectRule(Number("run" in event || "job" in event) + Number("dataset" in event) === 1, "one type");
  for (const [key, facet] of facetsOf(event)) {
    expectRule(
      URL.canParse(facet._producer) && URL.canParse(facet._schemaURL),
      `${key}: _producer and _schemaURL`,
    );
    for (const field of REQUIRED[key] ?? [`unknown facet ${key}`])
      expectRule(field in facet, `${key}: ${field}`);
  }
  return problems;
}

interface NamedFacet {
  readonly _producer: string;
  readonly _schemaURL: string;
}

/** All facets of an event, with their keys. */
export function facetsOf(event: Event): (readonly [string, NamedFacet])[] {
  const holders =
    "dataset" in event
      ? [event.dataset]
      : [event.job, ...event.inputs, ...event.outputs, ...("run" in event ? [event.run] : [])];
  return holders.flatMap(({ facets }) => Object.entries(facets ?? {}));
}

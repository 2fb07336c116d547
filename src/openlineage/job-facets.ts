import type { FlowRecord, TaskId, TaskRecord } from "../model/model.ts";
import type { EventContext } from "./context.ts";
import type { DatasetName, Facets } from "./event.ts";
import { customFacet, standardFacet } from "./facet.ts";
import { sourceLocation } from "./source-location.ts";
import { sqlDialect } from "./sql-dialect.ts";

/** One output dataset of a task, with its inputs. */
export interface LineageEntry {
  readonly output: DatasetName;
  readonly inputs: readonly DatasetName[];
}

/** The inferred parts of a job. */
export interface InferredPart {
  /** The job declares nothing. */
  readonly complete: boolean;
  readonly inputs: readonly InferredDataset[];
  readonly outputs: readonly InferredDataset[];
  /** Empty where there are too many. */
  readonly edges: readonly LineageEntry[];
}

export interface InferredDataset extends DatasetName {
  /** The words in the flow that name it. */
  readonly evidence: string;
}

export interface JobFacetInput extends TaskId {
  readonly taskType: string;
  readonly trigger?: true;
  readonly record?: TaskRecord;
  readonly flowRecord?: FlowRecord;
  /** The file of the flow. */
  readonly file: string;
  readonly line: number;
  /** Number of resolved cases of the declaration. */
  readonly cases: number;
  readonly lineage: readonly LineageEntry[];
  readonly inferred?: InferredPart;
}

/** The facets of one task. */
export function jobFacets(input: JobFacetInput, context: EventContext): Facets {
  const { producer } = context;
  const { record: task, flowRecord: flow } = input;
  const facets: [string, Facets[string]][] = [["jobType", jobType(producer, "TASK", flow)]];
  const location = sourceLocation(input.file, context.git);
  if (location) {
    facets.push(["sourceCodeLocation", standardFacet(producer, "SourceCodeLocationJobFacet", location)]);
  }
  if (task?.sql !== undefined) {
    const dialect = sqlDialect(input.taskType);
    facets.push([
      "sql",
      standardFacet(producer, "SQLJobFacet", { query: task.sql, ...(dialect !== undefined && { dialect }) }),
    ]);
  }
  facets.push(...sharedFacets(producer, task?.description ?? flow?.description, flow));
  if (context.explicitLineage && input.lineage.length > 0) {
    const entries = input.lineage.map(({ output, inputs }) => ({
      ...output,
      type: "DATASET",
      inputs: inputs.map((dataset) => ({ ...dataset, type: "DATASET" })),
    }));
    facets.push(["lineage", standardFacet(producer, "LineageJobFacet", { entries })]);
  }
  facets.push([
    "kestra_task",
    customFacet(producer, "KestraTaskJobFacet", {
      namespace: input.namespace,
      flow: input.flow,
      task: input.task,
      taskType: input.taskType,
      trigger: input.trigger === true,
      place: { file: input.file, line: input.line },
      cases: input.cases,
      triggers: (flow?.triggers ?? []).map(({ id, type, disabled }) => ({
        id,
        type,
        disabled: disabled === true,
      })),
    }),
  ]);
  if (input.inferred) {
    const { edges, ...part } = input.inferred;
    const pairs = edges.map(({ output, inputs }) => ({ output, inputs }));
    const facet = customFacet(producer, "KestraInferenceJobFacet", { ...part, edges: pairs });
    facets.push(["kestra_inference", facet]);
  }
  return Object.fromEntries(facets);
}

/** The facets of a flow as the parent of its tasks. */
export function flowFacets(flow: FlowRecord, jobTypeName: string, context: EventContext): Facets {
  const { producer } = context;
  const facets: [string, Facets[string]][] = [["jobType", jobType(producer, jobTypeName, flow)]];
  const location = sourceLocation(flow.place.file, context.git);
  if (location) {
    facets.push(["sourceCodeLocation", standardFacet(producer, "SourceCodeLocationJobFacet", location)]);
  }
  facets.push(...sharedFacets(producer, flow.description, flow));
  return Object.fromEntries(facets);
}

function jobType(producer: string, name: string, flow: FlowRecord | undefined): Facets[string] {
  const realtime = flow?.triggers?.some(
    ({ type, disabled }) => !disabled && type.endsWith("RealtimeTrigger"),
  );
  // Marquez rejects the facet without jobType, which is optional in the specification.
  return standardFacet(producer, "JobTypeJobFacet", {
    processingType: realtime ? "STREAMING" : "BATCH",
    integration: "KESTRA",
    jobType: name,
  });
}

function sharedFacets(
  producer: string,
  description: string | undefined,
  flow: FlowRecord | undefined,
): [string, Facets[string]][] {
  const facets: [string, Facets[string]][] = [];
  if (description !== undefined && description !== "") {
    facets.push([
      "documentation",
      standardFacet(producer, "DocumentationJobFacet", { description, contentType: "text/markdown" }),
    ]);
  }
  const labels = Object.entries(flow?.labels ?? {}).filter(
    ([key, value]) => !`${key}${value}`.includes("{{"),
  );
  if (labels.length > 0) {
    const tags = labels.map(([key, value]) => ({ key, value, source: "KESTRA" }));
    facets.push(["tags", standardFacet(producer, "TagsJobFacet", { tags })]);
  }
  const owner = labels.find(([key]) => key === "owner")?.[1];
  if (owner !== undefined && owner !== "") {
    facets.push(["ownership", standardFacet(producer, "OwnershipJobFacet", { owners: [{ name: owner }] })]);
  }
  return facets;
}

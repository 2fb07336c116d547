import type { Asset, Bundle, FlowRecord, Inventory, TaskRecord } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { isPattern } from "../model/pattern.ts";
import type { EventContext } from "./context.ts";
import { datasetFacets } from "./dataset-facets.ts";
import { type DatasetNames, datasetNames } from "./dataset-names.ts";
import type { Dataset, DatasetEvent, DatasetName, Event, Facets, JobEvent, RunEvent } from "./event.ts";
import { customFacet, eventSchema, standardFacet } from "./facet.ts";
import {
  flowFacets,
  type InferredDataset,
  type InferredPart,
  type JobFacetInput,
  jobFacets,
  type LineageEntry,
} from "./job-facets.ts";
import { flowJobName, taskJobName } from "./job-names.ts";
import { stableUuid } from "./uuid.ts";

/** Events, and omissions. */
export interface Export {
  readonly events: readonly Event[];
  readonly leftOut: LeftOut;
}

export interface LeftOut {
  /** Assets with an id known only at run time. */
  readonly patterns: readonly string[];
  /** Assets with a shared platform name, which keep their neutral names. */
  readonly collisions: readonly string[];
  /** Jobs with `{{ ... }}` in their name. */
  readonly jobs: readonly string[];
  /** Jobs without a lineage facet, because of too many pairs. */
  readonly lineage: readonly string[];
}

/** The union of all cases of a task, because a second event for a job would replace the first. */
interface TaskUnion {
  readonly bundle: Bundle;
  readonly name: string;
  readonly cases: number;
  readonly inputs: readonly DatasetName[];
  readonly outputs: readonly DatasetName[];
  readonly lineage: readonly LineageEntry[];
  readonly inferred?: InferredPart;
}

/** Static events: a DatasetEvent per asset and a JobEvent per task. They describe declarations, not runs. */
export function staticEvents(inventory: Inventory, context: EventContext): Export {
  const names = datasetNames(inventory, context);
  const { tasks, jobs } = unionByTask(inventory, names);
  const datasets = datasetsOf(inventory, names, context);
  const facetsOf = jobFacetsOf(inventory, context);
  return {
    events: [
      ...datasets.map(
        (dataset): DatasetEvent => ({ ...base(context), schemaURL: eventSchema("DatasetEvent"), dataset }),
      ),
      ...tasks.map(
        (task): JobEvent => ({
          ...base(context),
          schemaURL: eventSchema("JobEvent"),
          job: { namespace: context.jobNamespace, name: task.name, facets: facetsOf(task) },
          inputs: task.inputs,
          outputs: task.outputs,
        }),
      ),
    ],
    leftOut: leftOut(inventory, names, jobs, tasks),
  };
}

export interface RunEventOptions {
  /** Adds a parent event for each flow, of this job type. */
  readonly parent?: "DAG" | "FLOW";
  /** Marks Kestra as the engine in each event, for consumers that distinguish orchestrators. */
  readonly engine?: boolean;
}

/**
 * The same facts as one COMPLETE RunEvent per task, for consumers that accept only these. The run id depends only on
 * job and commit, and the facet `kestra_static` marks the event as static.
 */
export function runEvents(
  inventory: Inventory,
  context: EventContext,
  options: RunEventOptions = {},
): Export {
  const names = datasetNames(inventory, context);
  const { tasks, jobs } = unionByTask(inventory, names);
  const datasets = new Map(
    datasetsOf(inventory, names, context).map((dataset) => [nameKey(dataset), dataset]),
  );
  const full = (dataset: DatasetName): Dataset => datasets.get(nameKey(dataset)) ?? dataset;
  const facetsOf = jobFacetsOf(inventory, context);
  const mark = customFacet(context.producer, "KestraStaticRunFacet", {
    declared: true,
    ...(context.git && { commit: context.git.commit }),
  });
  const engine: Facets = options.engine
    ? { processing_engine: standardFacet(context.producer, "ProcessingEngineRunFacet", engineOf(inventory)) }
    : {};
  const event = (name: string, facets: Facets, run: Facets): Omit<RunEvent, "inputs" | "outputs"> => ({
    ...base(context),
    schemaURL: eventSchema("RunEvent"),
    eventType: "COMPLETE",
    run: { runId: runId(name, context), facets: { kestra_static: mark, ...engine, ...run } },
    job: { namespace: context.jobNamespace, name, facets },
  });
  const events: RunEvent[] = [];
  const withTasks = new Set(tasks.map(({ bundle }) => flowJobName(bundle)));
  for (const flow of options.parent === undefined ? [] : inventory.flows) {
    const name = flowJobName(flow);
    if (!withTasks.delete(name)) continue;
    const facets = flowFacets(flow, options.parent ?? "FLOW", context);
    events.push({ ...event(name, facets, {}), inputs: [], outputs: [] });
  }
  for (const task of tasks) {
    const parent = flowJobName(task.bundle);
    const run =
      options.parent === undefined
        ? {}
        : {
            parent: standardFacet(context.producer, "ParentRunFacet", {
              run: { runId: runId(parent, context) },
              job: { namespace: context.jobNamespace, name: parent },
            }),
          };
    events.push({
      ...event(task.name, facetsOf(task), run),
      inputs: task.inputs.map(full),
      outputs: task.outputs.map(full),
    });
  }
  return { events, leftOut: leftOut(inventory, names, jobs, tasks) };
}

/** DatasetEvents for removed assets, which Marquez hides. For the older side of a diff. */
export function removalEvents(
  inventory: Inventory,
  removed: ReadonlySet<string>,
  context: EventContext,
): DatasetEvent[] {
  const names = datasetNames(inventory, context);
  return datasetsOf(inventory, names, context, removed).map((dataset) => ({
    ...base(context),
    schemaURL: eventSchema("DatasetEvent"),
    dataset,
  }));
}

/** Required; the version is that of the configuration. */
function engineOf({ settings }: Inventory): { name: string; version: string } {
  return { name: "kestra", version: settings?.kestra ?? "unknown" };
}

function base({ eventTime, producer }: EventContext): { eventTime: string; producer: string } {
  return { eventTime, producer };
}

function runId(job: string, { jobNamespace, git }: EventContext): string {
  return stableUuid(["flow-assets", jobNamespace, job, git?.commit ?? ""].join("\n"));
}

function datasetsOf(
  inventory: Inventory,
  names: DatasetNames,
  context: EventContext,
  removed?: ReadonlySet<string>,
): Dataset[] {
  const places = placesOf(inventory.bundles);
  const datasets: Dataset[] = [];
  for (const asset of inventory.assets) {
    const name = names.of(asset.id);
    if (name === undefined || (removed && !removed.has(asset.id))) continue;
    const facets = datasetFacets(
      {
        asset,
        name,
        neutral: names.neutral(asset.id),
        tenant: inventory.tenant,
        declaredAt: places(asset),
        removed: removed !== undefined,
      },
      context,
    );
    datasets.push({ ...name, facets });
  }
  return datasets.sort(compareNames);
}

function placesOf(bundles: readonly Bundle[]) {
  const places = new Map<string, Map<string, { file: string; line: number }>>();
  for (const { inputs, outputs } of bundles) {
    for (const { id, place } of [...outputs, ...inputs]) {
      const known = places.get(id) ?? new Map();
      known.set(`${place.file}:${place.line}`, { file: place.file, line: place.line });
      places.set(id, known);
    }
  }
  return (asset: Asset) =>
    [...(places.get(asset.id)?.values() ?? [])].sort(
      (a, b) => compareText(a.file, b.file) || a.line - b.line,
    );
}

function unionByTask(
  inventory: Inventory,
  names: DatasetNames,
): { readonly tasks: TaskUnion[]; readonly jobs: string[] } {
  const groups = new Map<string, Bundle[]>();
  for (const bundle of inventory.bundles) {
    const name = taskJobName(bundle);
    const known = groups.get(name);
    if (known) known.push(bundle);
    else groups.set(name, [bundle]);
  }
  const tasks: TaskUnion[] = [];
  const jobs: string[] = [];
  for (const [name, bundles] of [...groups].sort(([a], [b]) => compareText(a, b))) {
    const [bundle] = bundles;
    if (bundle === undefined) continue;
    if (name.includes("{{")) {
      jobs.push(name);
      continue;
    }
    const ids = (side: "inputs" | "outputs") =>
      bundles.flatMap((candidate) => candidate[side].map(({ id }) => id));
    const known = (all: readonly string[]) => distinct(all.flatMap((id) => names.of(id) ?? []));
    const inferred = bundles.filter(({ origin }) => origin === "inferred");
    tasks.push({
      bundle,
      name,
      cases: bundles.length,
      inputs: known(ids("inputs")),
      outputs: known(ids("outputs")),
      lineage: lineageOf(bundles, names),
      ...(inferred.length > 0 && {
        inferred: inferredPart(inferred, inferred.length === bundles.length, names),
      }),
    });
  }
  return { tasks, jobs };
}

function inferredPart(bundles: readonly Bundle[], complete: boolean, names: DatasetNames): InferredPart {
  const datasets = (side: "inputs" | "outputs"): InferredDataset[] => {
    const found = bundles.flatMap((bundle) =>
      bundle[side].flatMap(({ id, evidence }): InferredDataset[] => {
        const name = names.of(id);
        return name === undefined || evidence === undefined ? [] : [{ ...name, evidence }];
      }),
    );
    return [...new Map(found.map((dataset) => [nameKey(dataset), dataset])).values()].sort(compareNames);
  };
  const edges = lineageOf(bundles, names).filter(({ inputs }) => inputs.length > 0);
  return { complete, inputs: datasets("inputs"), outputs: datasets("outputs"), edges };
}

/** Limit of pairs per task; the event of a larger one still lists inputs and outputs. */
const MOST_PAIRS = 100_000;

/** The inputs of each output, case by case: inputs of other cases do not count. Empty for too many pairs. */
function lineageOf(bundles: readonly Bundle[], names: DatasetNames): LineageEntry[] {
  const pairs = bundles.reduce((sum, { inputs, outputs }) => sum + inputs.length * outputs.length, 0);
  if (pairs > MOST_PAIRS) return [];
  const entries = new Map<string, { output: DatasetName; inputs: DatasetName[] }>();
  for (const bundle of bundles) {
    for (const { id } of bundle.outputs) {
      const output = names.of(id);
      if (output === undefined) continue;
      const entry = entries.get(nameKey(output)) ?? { output, inputs: [] };
      entry.inputs.push(
        ...bundle.inputs.filter((input) => input.id !== id).flatMap((input) => names.of(input.id) ?? []),
      );
      entries.set(nameKey(output), entry);
    }
  }
  return [...entries.values()]
    .map(({ output, inputs }) => ({ output, inputs: distinct(inputs) }))
    .sort((a, b) => compareNames(a.output, b.output));
}

function jobFacetsOf(inventory: Inventory, context: EventContext): (task: TaskUnion) => Facets {
  const flows = new Map<string, FlowRecord>(inventory.flows.map((flow) => [flowJobName(flow), flow]));
  const records = new Map<string, TaskRecord>(inventory.tasks.map((task) => [taskJobName(task), task]));
  return ({ bundle, cases, lineage, inferred }) => {
    const record = records.get(taskJobName(bundle));
    const flow = flows.get(flowJobName(bundle));
    const place = record?.place ?? bundle.place;
    const { namespace, task, taskType, trigger } = bundle;
    const input: JobFacetInput = {
      namespace,
      flow: bundle.flow,
      task,
      taskType,
      ...(trigger && { trigger }),
      ...(record && { record }),
      ...(flow && { flowRecord: flow }),
      file: place.file,
      line: place.line,
      cases,
      lineage,
      ...(inferred && { inferred }),
    };
    return jobFacets(input, context);
  };
}

function leftOut(
  inventory: Inventory,
  names: DatasetNames,
  jobs: readonly string[],
  tasks: readonly TaskUnion[],
): LeftOut {
  const patterns = inventory.assets.map(({ id }) => id).filter((id) => isPattern(id) || id.includes("{{"));
  const lineage = tasks
    .filter((task) => task.lineage.length === 0 && task.inputs.length * task.outputs.length > MOST_PAIRS)
    .map(({ name }) => name);
  return { patterns, collisions: names.collisions, jobs, lineage };
}

function distinct(names: readonly DatasetName[]): DatasetName[] {
  return [...new Map(names.map((name) => [nameKey(name), name])).values()].sort(compareNames);
}

function nameKey({ namespace, name }: DatasetName): string {
  return JSON.stringify([namespace, name]);
}

function compareNames(a: DatasetName, b: DatasetName): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

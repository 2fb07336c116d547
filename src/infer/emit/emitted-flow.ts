import { get } from "../../flows/flow.ts";
import { scalarText } from "../../flows/scalar-text.ts";
import type { SourceText } from "../../flows/source-text.ts";
import type { YamlNode } from "../../flows/yaml-node.ts";
import type { DeclaredBundle, DeclaredEntry } from "../../model/declared.ts";
import { idProblem } from "../../model/id.ts";
import type { Side } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { assumptionsOf, caseEntries, distinctEntries } from "../../resolve/case-entries.ts";
import { type EmissionOf, type Emitted, partOf, type ResolvedEntry } from "../../resolve/emission.ts";
import type { Evaluation } from "../../resolve/evaluation.ts";
import { findCases } from "../../resolve/find-cases.ts";
import { type ResolvedLine, taskId } from "../../resolve/index.ts";
import { type CaseMode, nextSplit } from "../../resolve/next-split.ts";
import { type TaskSite, taskSites } from "../../resolve/site.ts";
import type { FindEntry } from "../catalogue/index.ts";
import type { RepositoryReader } from "../repository-reader.ts";
import { unknownNamespace } from "../resource/connection.ts";
import { patternText } from "../resource/text.ts";
import { createProperties, findProperty, type Properties, scalarsIn } from "../task/properties.ts";
import { ansibleEmission, isAnsible } from "./ansible.ts";
import { dbtEmission, isDbt } from "./dbt.ts";
import { type EmittedAsset, NO_EMISSION, type PluginEmission } from "./emission.ts";
import { isJdbcQuery, jdbcEmission } from "./jdbc.ts";

/**
 * The assets emitted by the plugins of a flow with `enableAuto`, on one line of Kestra. The tables of dbt projects are
 * also known without it, and are then inferred.
 */
export interface EmittedFlow {
  readonly bundles: readonly DeclaredBundle[];
  /** Tasks whose emissions are all known, by id. */
  readonly complete: ReadonlySet<string>;
  /** Tasks of dbt with a manifest, by id. */
  readonly projects: ReadonlySet<string>;
  /** Why the emissions of others are not known. */
  readonly unknown: ReadonlyMap<string, string>;
}

export function emittedFlow(
  line: ResolvedLine,
  find: FindEntry,
  reader: RepositoryReader | undefined,
): EmittedFlow {
  const bundles: DeclaredBundle[] = [];
  const complete = new Set<string>();
  const projects = new Set<string>();
  const unknown = new Map<string, string>();
  const { flow, sites } = line.context;
  for (const site of taskSites(flow, ({ type }) => isEmitter(type))) {
    const { task } = site;
    const assets = sites.find((candidate) => candidate.task === task)?.assets;
    const automatic = get(assets, "enableAuto");
    if (site.trigger || (automatic === undefined && (assets !== undefined || !isDbt(task.type)))) continue;
    const found = emittedBy({ site, automatic }, line, find, reader);
    bundles.push(...found.bundles);
    if (found.unknown === undefined) {
      complete.add(task.id);
      if (isDbt(task.type)) projects.add(task.id);
    } else unknown.set(task.id, found.unknown);
  }
  return { bundles, complete, projects, unknown };
}

/** A task with an emitter, and its `enableAuto`, if it has one. */
interface EmittingTask {
  readonly site: TaskSite;
  readonly automatic: YamlNode | undefined;
}

function isEmitter(type: string): boolean {
  return isJdbcQuery(type) || isAnsible(type) || isDbt(type);
}

interface SiteEmission extends Emitted {
  readonly emission: PluginEmission;
}

function emittedBy(
  emitting: EmittingTask,
  line: ResolvedLine,
  find: FindEntry,
  reader: RepositoryReader | undefined,
): { readonly bundles: readonly DeclaredBundle[]; readonly unknown?: string } {
  const { site, automatic } = emitting;
  const { context } = line;
  const { flow } = context;
  const offset = automatic?.span.start ?? site.task.node.span.start;
  const emit = (evaluation: Evaluation, mode: CaseMode): EmissionOf<SiteEmission> => {
    const properties = createProperties(site.task.node, site.level, evaluation, reader?.findSourceFile);
    for (const path of NAMING) {
      const node = findProperty(properties.node, path);
      if (node !== undefined) for (const scalar of scalarsIn(node)) properties.render(scalar);
    }
    const choice = nextSplit(properties.dependencies, evaluation, mode);
    if (choice) return { kind: "split", choice, parts: [] };
    const emission = accepted(emissionOf(emitting, properties, find, reader));
    const named = automatic === undefined ? inferred(emission) : emission;
    return { ...entriesOf(named, flow.source, offset), kind: "emits", emission };
  };
  const { cases, gaps } = findCases(site, site.task.node, context, emit);
  const unknown =
    cases.map(({ emitted }) => emitted.emission.unknown).find((reason) => reason !== undefined) ??
    gaps[0]?.message;
  const bundles = cases.flatMap((siteCase): DeclaredBundle[] => {
    const entries = {
      inputs: caseEntries(siteCase.inputs, siteCase),
      outputs: caseEntries(siteCase.outputs, siteCase),
    };
    const taken = { inputs: 0, outputs: 0 };
    return siteCase.emitted.emission.bundles.map((bundle): DeclaredBundle => {
      const next = (side: Side): readonly DeclaredEntry[] => {
        const from = taken[side];
        taken[side] += bundle[side].length;
        return distinctEntries(entries[side].slice(from, taken[side]));
      };
      return {
        ...taskId(site, flow),
        ...(automatic === undefined && { origin: "inferred" as const }),
        taskType: site.task.type,
        place: flow.source.place(offset),
        inputs: next("inputs"),
        outputs: next("outputs"),
        assumptions: assumptionsOf(siteCase),
      };
    });
  });
  return { bundles, ...(unknown !== undefined && { unknown }) };
}

/** Properties that decide what is emitted. */
const NAMING = ["sql", "url", "database", "schema", "transaction", "projectDir", "inputFiles"];

function emissionOf(
  { site, automatic }: EmittingTask,
  properties: Properties,
  find: FindEntry,
  reader: RepositoryReader | undefined,
): PluginEmission {
  const { type } = site.task;
  const { result } = properties.evaluation.render(
    automatic?.kind === "scalar" ? scalarText(automatic) : "true",
    site.level,
  );
  if (result.kind !== "known") return { bundles: [], unknown: '"enableAuto" is known only at run time' };
  if (result.text.trim().toLowerCase() !== "true") return NO_EMISSION;
  if (isAnsible(type)) return ansibleEmission(site, properties);
  if (isDbt(type)) return dbtEmission(properties, reader?.findManifest);
  const entry = find(type);
  const { namespace, id } = properties.evaluation.context.flow;
  return entry === undefined
    ? { bundles: [], unknown: "the database is unknown" }
    : jdbcEmission(type, entry, properties, `${namespace.value}.${id.value}`);
}

/** The entries of all bundles, one after the other. */
function entriesOf(
  { bundles }: PluginEmission,
  source: SourceText,
  otherwise: number,
): Omit<SiteEmission, "kind" | "emission"> {
  const dependsOn = new Map<string, readonly string[]>();
  const sideOf = (side: Side): readonly ResolvedEntry[] =>
    bundles
      .flatMap((bundle) => bundle[side])
      .map((asset, index): ResolvedEntry => {
        const place = source.place(asset.scalar?.span.start ?? otherwise);
        const entry = { declared: entryOf(asset, place), side, index };
        if (asset.dependsOn.length > 0) dependsOn.set(partOf(entry), asset.dependsOn);
        return entry;
      });
  return {
    inputs: sideOf("inputs"),
    outputs: sideOf("outputs"),
    descriptiveAssumptions: [],
    dependsOn,
    gaps: [],
  };
}

function entryOf({ id: text, claim, evidence }: EmittedAsset, place: DeclaredEntry["place"]): DeclaredEntry {
  const id = patternText(text);
  return { id, certainty: isPattern(id) ? "pattern" : "exact", place, evidence, claim };
}

/** Kestra drops an emission with an invalid id. */
function accepted(emission: PluginEmission): PluginEmission {
  const isAccepted = ({ id }: EmittedAsset): boolean => {
    const text = patternText(id);
    return isPattern(text) || idProblem(text) === undefined;
  };
  const bundles = emission.bundles.filter(({ inputs, outputs }) => [...inputs, ...outputs].every(isAccepted));
  return { ...emission, bundles };
}

/** The same assets under ids by OpenLineage's naming. The server of a dbt project is unknown. */
function inferred({ bundles, ...rest }: PluginEmission): PluginEmission {
  const named = (asset: EmittedAsset): EmittedAsset => {
    const system = String(asset.claim.metadata?.system ?? "dbt");
    const namespace =
      system === "bigquery" ? system : unknownNamespace(system, [{ hole: "" }], asset.evidence);
    return { ...asset, id: [`${namespace}/`, ...asset.id] };
  };
  return {
    ...rest,
    bundles: bundles.map(({ inputs, outputs }) => ({
      inputs: inputs.map(named),
      outputs: outputs.map(named),
    })),
  };
}

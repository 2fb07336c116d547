import { get } from "../flows/flow.ts";
import { type Insertion, insertKey } from "../flows/insert-yaml.ts";
import { readYaml } from "../flows/read-yaml.ts";
import { sourceText } from "../flows/source-text.ts";
import type { YamlMap, YamlNode } from "../flows/yaml-node.ts";
import type { DeclaredBundle } from "../model/declared.ts";
import { taskKey } from "../model/keys.ts";
import type { Side } from "../model/model.ts";
import { type TaskSite, taskSites } from "../resolve/site.ts";
import { grouped } from "../util/text.ts";
import { type DraftAssets, type DraftStyle, draftSide } from "./draft-task.ts";
import { edgeDifference, type TaskAccess, taskAccess } from "./edges.ts";
import type { DraftEntry, DraftedFile, DraftedTask, FileTask, FlowFile, LeftTask } from "./types.ts";
import { differsOnlyBy } from "./verify-text.ts";

/** A task with a possible draft. */
interface Candidate {
  readonly key: string;
  readonly draft: DraftedTask;
  readonly insertions: readonly Insertion[];
}

/** A task with inferred assets, as its file has it. */
interface OpenTask {
  readonly key: string;
  readonly ref: FileTask;
  readonly bundles: readonly DeclaredBundle[];
  /** Without the defaults of plugins. */
  readonly node: YamlMap;
  /** The mapping under `assets`, for a task that declares one side. */
  readonly assets: YamlMap | undefined;
  readonly sides: readonly Side[];
}

/** Which tasks get a draft. */
export interface DraftChoice {
  readonly isWanted: (task: FileTask, bundles: readonly DeclaredBundle[]) => boolean;
  /** Tasks without a draft, with the reason, by `taskKey`. */
  readonly excluded: ReadonlyMap<string, string>;
  /** Why a file cannot be edited. */
  readonly fileProblem: (name: string) => string | undefined;
}

const SIDES: readonly Side[] = ["inputs", "outputs"];

/**
 * Drafts the declarations of a file. Each draft is read again: the file differs only by it, and every task has the same
 * edges as before.
 */
export function draftFile(
  file: FlowFile,
  assets: DraftAssets,
  { isWanted, excluded, fileProblem }: DraftChoice,
): { readonly file?: DraftedFile; readonly left: readonly LeftTask[] } {
  const left: LeftTask[] = [];
  const open = new Map<string, OpenTask>();
  const leave = (ref: FileTask, sides: readonly Side[], reason: string): void =>
    void left.push({ ...ref, sides, reason });
  const inferred = [...inferredByTask(file)].flatMap(([key, bundles]) => {
    const ref = bundles[0] && refOf(bundles[0]);
    return ref !== undefined && isWanted(ref, bundles) ? [{ key, ref, bundles }] : [];
  });
  const hasTooMany = entryCount(inferred.flatMap(({ bundles }) => bundles)) > MOST_ENTRIES_OF_FILE;
  for (const { key, ref, bundles } of inferred) {
    const found = openTask(file, key, ref, bundles);
    if (found === undefined) continue;
    const reason =
      excluded.get(key) ??
      fileProblem(file.name) ??
      gapOf(file, ref) ??
      (typeof found === "string" ? found : undefined) ??
      (hasTooMany ? TOO_MANY_IN_FILE : undefined);
    if (reason !== undefined || typeof found === "string")
      leave(ref, typeof found === "string" ? SIDES : found.sides, reason ?? "");
    else open.set(key, found);
  }
  for (const gap of silentTasks(file)) if (isWanted(gap.ref, [])) leave(gap.ref, SIDES, gap.reason);

  const accepted = new Map<string, Candidate>();
  const before = taskAccess(file.result, namesIn(assets));
  const problemsWith = (more: readonly Candidate[]): Problems =>
    problemsOf(file, [...accepted.values(), ...more], before, assets);
  /** The file is read again for all candidates, then without candidates that fail alone, then by halves. */
  const accept = (
    tasks: readonly OpenTask[],
    style: DraftStyle,
  ): readonly (readonly [OpenTask, string])[] => {
    const candidates: Candidate[] = [];
    const refused: (readonly [OpenTask, string])[] = [];
    for (const task of tasks) {
      const candidate = candidateOf(file, task, assets, style);
      if (typeof candidate === "string") refused.push([task, candidate]);
      else candidates.push(candidate);
    }
    const problems: Problems = candidates.length === 0 ? NO_PROBLEMS : problemsWith(candidates);
    const [problem] = problems.values();
    if (problem === undefined) {
      for (const candidate of candidates) accepted.set(candidate.key, candidate);
      return refused;
    }
    const kept = tasks.filter(({ key }) => candidates.some((candidate) => candidate.key === key));
    if (kept.length === 1) return [...refused, ...kept.map((task) => [task, problem] as const)];
    const own = kept.flatMap((task) => {
      const reason = problems.get(task.key);
      return reason === undefined ? [] : [[task, reason] as const];
    });
    if (own.length > 0) {
      const others = kept.filter(({ key }) => !problems.has(key));
      return [...refused, ...own, ...accept(others, style)];
    }
    const middle = kept.length >> 1;
    return [...refused, ...accept(kept.slice(0, middle), style), ...accept(kept.slice(middle), style)];
  };
  const withoutExpressions = accept([...open.values()], "expressions");
  const reasons = new Map(withoutExpressions.map(([{ key }, reason]) => [key, reason]));
  const refused = accept(
    withoutExpressions.map(([task]) => task),
    "values",
  );
  for (const [{ key, ref, sides }, reason] of refused) leave(ref, sides, reasons.get(key) ?? reason);
  const drafted = [...accepted.values()];
  if (drafted.length === 0) return { left };
  const after = withInsertions(file.text, drafted);
  return {
    left,
    file: { name: file.name, before: file.text, after, tasks: drafted.map(({ draft }) => draft) },
  };
}

function refOf({ namespace, flow, task, trigger, place }: DeclaredBundle): FileTask {
  return { namespace, flow, task, ...(trigger && { trigger }), place };
}

function namesIn({ nameOf }: DraftAssets): (id: string) => string {
  return (id) => {
    const found = id.includes("/") ? nameOf(id) : undefined;
    return found?.kind === "named" ? found.id : id;
  };
}

function inferredByTask({ result }: FlowFile): ReadonlyMap<string, readonly DeclaredBundle[]> {
  const byTask = new Map<string, DeclaredBundle[]>();
  for (const bundle of result.flows.flatMap(({ bundles }) => bundles)) {
    if (bundle.origin === undefined) continue;
    const key = taskKey(bundle);
    const known = byTask.get(key);
    if (known) known.push(bundle);
    else byTask.set(key, [bundle]);
  }
  return byTask;
}

function entryCount(bundles: readonly DeclaredBundle[]): number {
  return bundles.reduce((sum, { inputs, outputs }) => sum + inputs.length + outputs.length, 0);
}

/** The part of a task's data access that is unknown: a declaration would hide it. */
function gapOf({ result }: FlowFile, { namespace, flow, task }: FileTask): string | undefined {
  return result.flows
    .flatMap(({ gaps }) => gaps)
    .find(
      (gap) =>
        gap.kind === "undeclared" && gap.namespace === namespace && gap.flow === flow && gap.task === task,
    )?.message;
}

/** Tasks of which only gaps are known. */
function silentTasks(file: FlowFile): readonly { readonly ref: FileTask; readonly reason: string }[] {
  const inferred = new Set(
    [...inferredByTask(file).values()].flatMap(([first]) =>
      first === undefined ? [] : [JSON.stringify([first.namespace, first.flow, first.task])],
    ),
  );
  return file.result.flows
    .flatMap(({ gaps }) => gaps)
    .flatMap(({ kind, namespace, flow, task, place, message }) => {
      if (kind !== "undeclared" || namespace === undefined || flow === undefined || task === undefined)
        return [];
      const key = JSON.stringify([namespace, flow, task]);
      if (inferred.has(key)) return [];
      inferred.add(key);
      return [{ ref: { namespace, flow, task, place }, reason: message }];
    });
}

/** The task behind bundles; why it cannot be edited; or undefined if nothing of it is undeclared. */
function openTask(
  file: FlowFile,
  key: string,
  ref: FileTask,
  bundles: readonly DeclaredBundle[],
): OpenTask | string | undefined {
  const sites = sitesOf(file).filter((site) => site.key === key);
  const [found] = sites;
  if (found === undefined) return "the task is not in the file";
  if (sites.length > 1) return `several tasks of the flow have the id "${ref.task}"`;
  const { task } = found.site;
  const node = mapAt(file, task.node);
  if (node === undefined) return "the task is not in the file";
  const declared = get(task.node, "assets");
  const own = get(node, "assets");
  const sides = SIDES.filter(
    (side) => isOpen(get(declared, side)) && bundles.some((bundle) => bundle[side].length > 0),
  );
  if (sides.length === 0) return undefined;
  if (declared === undefined) return { key, ref, bundles, node, assets: undefined, sides };
  if (own === undefined) return "its declaration is in the plugin defaults";
  if (own.kind !== "map" || own.entries.length === 0) return '"assets" is not a mapping with entries';
  return { key, ref, bundles, node, assets: own, sides };
}

function isOpen(side: YamlNode | undefined): boolean {
  return side === undefined;
}

interface KeyedSite {
  readonly key: string;
  readonly site: TaskSite;
}

const sitesByFile = new WeakMap<FlowFile, readonly KeyedSite[]>();

function sitesOf(file: FlowFile): readonly KeyedSite[] {
  let sites = sitesByFile.get(file);
  if (sites === undefined) {
    sites = file.contents.flows.flatMap((flow) =>
      taskSites(flow, () => true).map((site) => ({
        key: taskKey({
          namespace: flow.namespace.value,
          flow: flow.id.value,
          task: site.task.id,
          ...(site.trigger && { trigger: true }),
        }),
        site,
      })),
    );
    sitesByFile.set(file, sites);
  }
  return sites;
}

const documentsByFile = new WeakMap<FlowFile, readonly YamlNode[]>();

function documentsOf(file: FlowFile): readonly YamlNode[] {
  let documents = documentsByFile.get(file);
  if (documents === undefined) {
    documents = readYaml(sourceText("", file.text)).flatMap(({ node }) => node ?? []);
    documentsByFile.set(file, documents);
  }
  return documents;
}

/** The mapping as the file has it, without merged defaults. */
function mapAt(file: FlowFile, { span }: YamlMap): YamlMap | undefined {
  const find = (node: YamlNode): YamlMap | undefined => {
    if (node.kind === "scalar" || node.span.start > span.start || node.span.end < span.end) return undefined;
    if (node.kind === "map" && node.span.start === span.start && node.span.end === span.end) return node;
    const inner = node.kind === "list" ? node.items : node.entries.map(({ value }) => value);
    for (const child of inner) {
      const found = find(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const node of documentsOf(file)) {
    const found = find(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Entries of one side of a declaration. Nobody reads a longer one, and each reading of the file would take seconds. */
const MOST_ENTRIES = 1000;
/** All entries of the inferred tasks of a file, because each draft is checked with the whole text. */
const MOST_ENTRIES_OF_FILE = 5000;
const TOO_MANY_IN_FILE = `the tasks of the file read or write more than ${grouped(MOST_ENTRIES_OF_FILE)} assets`;
const TOO_MANY_ENTRIES = `the task reads or writes more than ${MOST_ENTRIES} assets`;

function candidateOf(
  { text }: FlowFile,
  { key, ref, bundles, node, assets: own, sides }: OpenTask,
  assets: DraftAssets,
  style: DraftStyle,
): Candidate | string {
  if (bundles.some(({ inputs, outputs }) => Math.max(inputs.length, outputs.length) > MOST_ENTRIES))
    return TOO_MANY_ENTRIES;
  const drafted: { [side in Side]?: readonly DraftEntry[] } = {};
  for (const side of sides) {
    const found = draftSide(side, bundles, ref.namespace, assets, style);
    if (found.kind === "left") return found.reason;
    if (found.entries.length > MOST_ENTRIES) return TOO_MANY_ENTRIES;
    if (found.entries.length > 0) drafted[side] = found.entries;
  }
  const insertions =
    own === undefined
      ? [insertKey(text, node, "assets", drafted)]
      : Object.entries(drafted).map(([side, entries]) => insertKey(text, own, side, entries));
  const possible = insertions.filter((insertion) => insertion !== undefined);
  if (possible.length < insertions.length || possible.length === 0)
    return "the mapping of the task has no room for another key";
  return { key, draft: { ...ref, ...drafted }, insertions: possible };
}

/** Insertions at one place are made in their order. */
function withInsertions(text: string, candidates: readonly Candidate[]): string {
  const all = candidates.flatMap(({ insertions }) => insertions).sort((a, b) => a.at - b.at);
  let result = "";
  let from = 0;
  for (const { at, text: inserted } of all) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  return result + text.slice(from);
}

/** Reasons against an edit, by `taskKey`; of the file as a whole under `WHOLE`. */
type Problems = ReadonlyMap<string, string>;

const NO_PROBLEMS: Problems = new Map();
const WHOLE = "";

/** Why a file must not be edited like this. */
function problemsOf(
  file: FlowFile,
  candidates: readonly Candidate[],
  before: TaskAccess,
  assets: DraftAssets,
): Problems {
  const after = withInsertions(file.text, candidates);
  const added = candidates.reduce((sum, { insertions }) => sum + insertions.length, 0);
  if (!differsOnlyBy(added, file.text, after))
    return new Map([[WHOLE, "the edit would change other parts of the file"]]);
  const { result } = file.reread(after);
  const access = taskAccess(result, namesIn(assets));
  const problems = new Map<string, string>();
  for (const key of new Set([...before.keys(), ...access.keys()])) {
    const problem = edgeDifference(before.get(key), access.get(key));
    if (problem !== undefined) problems.set(key, problem);
  }
  return problems;
}

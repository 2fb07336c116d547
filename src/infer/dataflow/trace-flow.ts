import { get } from "../../flows/flow.ts";
import type { YamlNode } from "../../flows/yaml-node.ts";
import { withShare } from "../../java/budget.ts";
import type { DeclaredBundle, DeclaredEntry, FlowGap } from "../../model/declared.ts";
import type { Assumption, TaskId, Tie } from "../../model/model.ts";
import { assumptionsOf, distinctEntries, entriesIn } from "../../resolve/case-entries.ts";
import type { Case } from "../../resolve/cases.ts";
import { findCases } from "../../resolve/find-cases.ts";
import { type CaseGap, distinctGaps } from "../../resolve/gaps.ts";
import type { ResolvedLine } from "../../resolve/index.ts";
import type { DeclarationSite, TaskSite } from "../../resolve/site.ts";
import { mentionsOutputs } from "../../resolve/static-outputs.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import type { FindEntry } from "../catalogue/index.ts";
import { findProperty } from "../task/properties.ts";
import type { FindSqlFile } from "../task/sql-file.ts";
import { createTaskReader, type EntryFlow, type TaskEmission } from "../task/task-emission.ts";
import { type DeclaredCase, tiesOf } from "./declared-ties.ts";
import { compatible, distinctElements, type Element, outsideLoops, type Picks, picksOf } from "./element.ts";
import { createMentions, type Directory, dataTexts, flowTasks, loopsAround, textsIn } from "./flow-tasks.ts";
import type { ExpressionSource } from "./mentions.ts";

/** What is inferred of a flow on one line of Kestra. */
export interface TracedFlow {
  readonly bundles: readonly DeclaredBundle[];
  readonly gaps: readonly FlowGap[];
  readonly ties: readonly Tie[];
}

/** A task that is done: what other tasks can take from it. */
interface Traced {
  /** What its outputs hold. */
  readonly result: readonly Element[];
  /** What its outputs name: the resources that it has written. */
  readonly named: readonly Element[];
  /** What it has put into its working directory. */
  readonly files: readonly Element[];
}

const NOTHING: Traced = { result: [], named: [], files: [] };

/** One task may take so many of the steps of its file. */
const TASK_STEPS = 10_000_000;
/** A flow with more steps of data than these is not written by hand. */
const MOST_ELEMENTS = 200_000;
/** Tasks that take from tasks behind them; those before them are done already. */
const DEEPEST = 100;

/** Tasks that read and write any file of their working directory. */
const WORKS_ON_FILES =
  /\.scripts\.|\.cli\.|\.docker\.Run$|\.LocalFiles$|\.terraform\.|\.dbt\.|\.git\.Clone$|\.singer\.|\.ansible\.|\.tasks\.scripts\./;
const LOCAL_FILES = "io.kestra.plugin.core.storage.LocalFiles";
/** Tasks about assets themselves, which say what they do. */
const ABOUT_ASSETS = /^io\.kestra\.plugin\.(?:kestra\.)?ee\.(?:assets|locks)\./;

/** Follows data from what tasks read to what tasks write, through what they hand on. */
export function traceFlow(
  { context, casesOf: declaredCases }: ResolvedLine,
  find: FindEntry,
  findSqlFile?: FindSqlFile,
): TracedFlow {
  const { flow } = context;
  const flowName = `${flow.namespace.value}.${flow.id.value}`;
  const tasks = flowTasks(context);
  const mentions = createMentions(context);
  const declarations = new Map<object, DeclarationSite[]>();
  for (const site of context.sites) {
    const known = declarations.get(site.task);
    if (known) known.push(site);
    else declarations.set(site.task, [site]);
  }
  /** Whether a task may take what another one gives. */
  const handsOnOutputs = tasks.directoryOf.size > 0 || tasks.triggers.length > 0 || mentionsOutputs(context);
  const traced = new Map<number, Traced>();
  const pools = new Map<Directory, { members: number; readonly latest: Map<string, Element> }>();
  const working = new Set<number>();
  const bundles: DeclaredBundle[] = [];
  const gaps: FlowGap[] = [];
  const ties: Tie[] = [];
  let left = MOST_ELEMENTS;
  for (const index of [...tasks.triggers, ...tasks.sites.keys()]) trace(index);
  if (left < 0) gaps.push(tooMany());
  return { bundles, gaps, ties };

  function trace(index: number): Traced {
    const known = traced.get(index);
    if (known !== undefined) return known;
    // Data does not flow in circles within an execution.
    if (working.has(index) || working.size > DEEPEST) return NOTHING;
    working.add(index);
    const site = tasks.sites[index];
    const found = site === undefined ? NOTHING : traceTask(site, index);
    working.delete(index);
    left -= found.result.length + found.named.length + found.files.length;
    const kept = left < 0 ? NOTHING : found;
    traced.set(index, kept);
    return kept;
  }

  function traceTask(site: TaskSite, index: number): Traced {
    const { task } = site;
    if (site.steps.some(({ kind }) => kind === "off") || ABOUT_ASSETS.test(task.type)) return NOTHING;
    const entry = find(task.type);
    const declared = declaredSides(declarations.get(task) ?? []);
    if (declared.inputs && declared.outputs) return traceDeclared(site, declared, entry);
    const reader = entry && createTaskReader(site, entry, flowName, { findSqlFile });
    const found = reader && withShare(TASK_STEPS, () => findCases(site, task.node, context, reader.emit));
    const read: readonly ReadCase[] = found
      ? found.cases.map((each) => readCase(each, each.emitted))
      : [{ ...PASSED_ON, flows: [] }];
    let inDirectory: readonly Element[] | undefined;
    // Most tasks of a directory name what they take from it.
    const pool = (): readonly Element[] => {
      inDirectory ??= poolOf(site, index);
      return inDirectory;
    };
    const isOpen =
      entry === undefined || (entry.commands !== undefined && read.some(({ understood }) => !understood));
    const skipped = new Set([
      ...(reader?.naming ?? []),
      ...(entry?.sql ?? []),
      ...(isOpen ? [] : (entry?.commands ?? [])),
    ]);
    const links = [...(reader?.linking ?? [])].flatMap((name) =>
      textsIn(findProperty(task.node, name)).filter((text) => text.trim().startsWith("{{")),
    );
    const given = [...dataTexts(site, new Set([...skipped, "inputFiles"])), ...links];
    const data = distinctElements(given.flatMap((text) => elementsOf(text, site, index)));
    const named = [...(reader?.naming ?? [])].flatMap((name) =>
      textsIn(get(task.node, name)).flatMap((text) => elementsOf(text, site, index, "named")),
    );
    const worksOnFiles =
      isOpen && (WORKS_ON_FILES.test(task.type) || get(task.node, "inputFiles") !== undefined);
    const steps = read.map((each): CaseSteps => {
      const resolve = (source: EntryFlow["sources"][number]): readonly Element[] => {
        if (source.kind === "entry") return elementAt(each, each.inputs, source.index);
        if (source.kind === "file") return filesNamed(pool(), source.name);
        return elementsOf(source.expression, site, index);
      };
      const flows: CaseSteps["flows"][number][] = each.flows.map(({ sources, sinks }) => ({
        elements: sources.flatMap(resolve),
        sinks,
      }));
      if (entry === undefined || isOpen)
        flows.push({
          elements: [...data, ...(worksOnFiles ? pool() : [])],
          sinks: [{ kind: "result" }, ...(worksOnFiles ? [{ kind: "file" } as const] : [])],
        });
      else if (data.length > 0)
        flows.push({ elements: data, sinks: [...each.filled].map((at) => ({ kind: "entry", index: at })) });
      if (named.length > 0)
        flows.push({
          elements: named,
          sinks: [
            ...each.outputs.map((_, at) => ({ kind: "entry", index: at }) as const),
            { kind: "result" },
          ],
        });
      if (task.type === LOCAL_FILES)
        flows.push({ elements: localFiles(task.node, pool()), sinks: [{ kind: "result" }] });
      return {
        each,
        flows: flows.map(({ elements, sinks }) => ({
          elements: distinctElements(elements.filter(({ picks }) => compatible(picks, each.picks))),
          sinks,
        })),
      };
    });
    if (!declared.inputs && !declared.outputs && found) {
      const own = [...found.gaps, ...silence(entry, site, found.cases)];
      gaps.push(...distinctGaps(own, taskId(site), flow.source));
    }
    return emit(site, declared, steps, entry);
  }

  /** A task that declares both sides: what it touches gives other names of what it declares, and nothing else. */
  function traceDeclared(site: TaskSite, declared: DeclaredSides, entry: CatalogueEntry | undefined): Traced {
    const outputs = casesOf(declared, "outputs");
    if (entry !== undefined) addDeclaredTies(site, entry, casesOf(declared, "inputs"), outputs);
    return handsOnOutputs ? ofDeclared(outputs, site) : NOTHING;
  }

  function addDeclaredTies(
    site: TaskSite,
    entry: CatalogueEntry,
    inputs: readonly DeclaredCase[],
    outputs: readonly DeclaredCase[],
  ): void {
    const readAll = (brief: boolean): readonly ReadCase[] => {
      const { emit } = createTaskReader(site, entry, flowName, { brief, findSqlFile });
      const found = withShare(TASK_STEPS, () => findCases(site, site.task.node, context, emit));
      return found.cases.map((each) => readCase(each, each.emitted));
    };
    const brief = readAll(true);
    for (const each of brief) {
      ties.push(...tiesOf(taskId(site), inputs, each.inputs), ...tiesOf(taskId(site), outputs, each.outputs));
    }
    // These say where a name stands.
    if (brief.some((each) => [...each.inputs, ...each.outputs].some(({ sameAs }) => sameAs !== undefined)))
      for (const each of readAll(false)) addCaseTies(site, each);
  }

  /** Why nothing is known of a task that touches data. */
  function silence(
    entry: CatalogueEntry | undefined,
    { task }: TaskSite,
    all: readonly Case<TaskEmission>[],
  ): CaseGap[] {
    if (entry === undefined || entry.mayTouchNothing) return [];
    const gap = (why: string): CaseGap => ({
      kind: "undeclared",
      node: task.node,
      message: `unknown data access: ${why}`,
    });
    if (entry.opaque !== undefined) return [gap(entry.opaque)];
    const silent =
      all.length > 0 &&
      all.every(
        ({ inputs, outputs, emitted }) => inputs.length + outputs.length === 0 && emitted.gaps.length === 0,
      );
    const hasSql = (entry.sql ?? []).some((name) => get(task.node, name) !== undefined);
    return silent && !hasSql ? [gap("the properties of the task contain no resource")] : [];
  }

  function emit(
    site: TaskSite,
    declared: DeclaredSides,
    steps: readonly CaseSteps[],
    entry: CatalogueEntry | undefined,
  ): Traced {
    const id = site.task.id;
    const result: Element[] = [];
    const named: Element[] = [];
    const files: Element[] = [];
    const made: DeclaredBundle[] = [];
    const declaredIn = declared.inputs ? casesOf(declared, "inputs") : undefined;
    const declaredOut = declared.outputs ? casesOf(declared, "outputs") : undefined;
    for (const { each, flows } of steps) {
      const own = { picks: each.picks, assumptions: each.assumptions };
      if (declaredIn !== undefined || declaredOut !== undefined) {
        ties.push(
          ...tiesOf(taskId(site), declaredIn ?? [], each.inputs),
          ...tiesOf(taskId(site), declaredOut ?? [], each.outputs),
        );
        if (declaredOut !== undefined) {
          const read = [
            ...each.inputs.map((entryOf) => ({ ...own, entry: entryOf, path: [] })),
            ...flows.flatMap(({ elements }) => elements),
          ];
          for (const other of declaredOut)
            if (compatible(other.picks, each.picks))
              made.push(
                ...bundlesOf(
                  site,
                  each,
                  distinctElements(read).filter(({ picks }) => compatible(picks, other.picks)),
                  other.entries.map(bare),
                  other,
                ),
              );
        } else if (declaredIn !== undefined && each.outputs.length > 0) {
          for (const other of declaredIn) {
            if (!compatible(other.picks, each.picks)) continue;
            const elements = other.entries.map(
              (entryOf): Element => ({ ...other, entry: bare(entryOf), path: [] }),
            );
            made.push(...bundlesOf(site, each, elements, each.outputs, other));
          }
        }
        continue;
      }
      made.push(...undeclaredBundles(site, each, flows));
      for (const { elements, sinks } of flows) {
        for (const sink of sinks) {
          if (sink.kind === "entry") continue;
          const through = elements.map((element) => handedOn(element, each, id));
          if (sink.kind === "result") result.push(...through);
          else
            files.push(
              ...through.map(({ file: _, ...rest }) =>
                sink.name === undefined ? rest : { ...rest, file: sink.name },
              ),
            );
        }
      }
      if (entry?.kind === undefined && entry?.sql === undefined) {
        // What is stored in a place of its own is what the outputs of the task name.
        for (const at of each.filled) {
          const output = each.outputs[at];
          if (output !== undefined) named.push({ ...own, entry: output, path: [] });
        }
      }
    }
    const ofDeclaration = elementsOfDeclared(declaredOut ?? declaredIn ?? [], site);
    result.push(...ofDeclaration);
    files.push(...ofDeclaration);
    addDistinct(made);
    for (const { each } of steps) addCaseTies(site, each);
    return {
      result: distinctElements([...result, ...files]),
      named: distinctElements(named),
      files: distinctElements(files),
    };
  }

  function ofDeclared(declared: readonly DeclaredCase[], site: TaskSite): Traced {
    const elements = distinctElements(elementsOfDeclared(declared, site));
    return { result: elements, named: [], files: elements };
  }

  function elementsOfDeclared(declared: readonly DeclaredCase[], { task }: TaskSite): readonly Element[] {
    return declared.flatMap(({ entries, picks, assumptions }) =>
      entries.map((entry): Element => ({ entry: bare(entry), picks, assumptions, path: [task.id] })),
    );
  }

  function undeclaredBundles(
    site: TaskSite,
    each: ReadCase,
    flows: CaseSteps["flows"],
  ): readonly DeclaredBundle[] {
    const made: DeclaredBundle[] = [];
    const usedInputs = new Set<DeclaredEntry>();
    const usedOutputs = new Set<DeclaredEntry>();
    // Flows into the same outputs are one.
    const byOutputs = new Map<string, { outputs: readonly DeclaredEntry[]; elements: Element[] }>();
    for (const { elements, sinks } of flows) {
      const positions = sinks.flatMap((sink) => (sink.kind === "entry" ? [sink.index] : []));
      const outputs = positions.flatMap((at) => each.outputs[at] ?? []);
      if (outputs.length === 0 || elements.length === 0) continue;
      const key = positions.join();
      const known = byOutputs.get(key);
      if (known) known.elements.push(...elements);
      else byOutputs.set(key, { outputs, elements: [...elements] });
      for (const { entry, path } of elements) if (path.length === 0) usedInputs.add(entry);
      for (const output of outputs) usedOutputs.add(output);
    }
    for (const { outputs, elements } of byOutputs.values())
      made.push(...bundlesOf(site, each, distinctElements(elements), outputs));
    const inputs = each.inputs.filter((input) => !usedInputs.has(input));
    const outputs = each.outputs.filter((output) => !usedOutputs.has(output));
    if (inputs.length > 0) made.push(bundleOf(site, inputs, [], each.assumptions));
    if (outputs.length > 0) made.push(bundleOf(site, [], outputs, each.assumptions));
    return made;
  }

  /** One bundle for each set of facts that the inputs rest on. */
  function bundlesOf(
    site: TaskSite,
    each: ReadCase,
    elements: readonly Element[],
    outputs: readonly DeclaredEntry[],
    declared?: DeclaredCase,
  ): readonly DeclaredBundle[] {
    const groups = new Map<string, { inputs: DeclaredEntry[]; assumptions: readonly Assumption[] }>();
    for (const { entry, path, assumptions } of elements) {
      const all = distinctAssumptions([
        ...each.assumptions,
        ...assumptions,
        ...(declared?.assumptions ?? []),
      ]);
      const key = JSON.stringify(all);
      const group = groups.get(key) ?? { inputs: [], assumptions: all };
      groups.set(key, group);
      group.inputs.push(path.length === 0 ? entry : { ...entry, via: path });
    }
    return [...groups.values()].map(({ inputs, assumptions }) =>
      bundleOf(site, inputs, outputs, assumptions, declared?.place),
    );
  }

  function bundleOf(
    site: TaskSite,
    inputs: readonly DeclaredEntry[],
    outputs: readonly DeclaredEntry[],
    assumptions: readonly Assumption[],
    place = (outputs[0] ?? inputs[0])?.place ?? flow.source.place(site.task.node.span.start),
  ): DeclaredBundle {
    const { task, trigger } = site;
    return {
      ...taskId(site),
      ...(trigger && { trigger: true }),
      origin: "inferred",
      taskType: task.type,
      place,
      inputs: distinctEntries(inputs),
      outputs: distinctEntries(outputs),
      assumptions,
    };
  }

  function addDistinct(made: readonly DeclaredBundle[]): void {
    if (made.length < 2) bundles.push(...made);
    else bundles.push(...new Map(made.map((each) => [JSON.stringify(each), each])).values());
  }

  function addCaseTies(site: TaskSite, { inputs, outputs }: ReadCase): void {
    for (const { id, sameAs, place } of [...inputs, ...outputs])
      if (sameAs !== undefined)
        ties.push({ ...taskId(site), ids: id < sameAs ? [id, sameAs] : [sameAs, id], reason: "case", place });
  }

  function casesOf(declared: DeclaredSides, side: "inputs" | "outputs"): readonly DeclaredCase[] {
    return declared.sites.flatMap((site) =>
      declaredCases(site).cases.flatMap((each): DeclaredCase[] => {
        const entries = entriesIn(each[side], each);
        return entries.length === 0
          ? []
          : [
              {
                entries,
                place: flow.source.place(site.offset),
                picks: picksOf(each.assignment),
                assumptions: assumptionsOf(each),
              },
            ];
      }),
    );
  }

  /** What an expression takes from other tasks, as a task sees it. */
  function elementsOf(
    text: string,
    site: TaskSite,
    index: number,
    which: "any" | "named" = "any",
  ): readonly Element[] {
    const loops = new Set(loopsAround(site).map(({ key }) => key));
    return mentions(text, site).flatMap((mention) =>
      takenFrom(mention, index).flatMap(({ result, named }) => {
        const all = which === "named" ? named : named.length > 0 ? named : result;
        const file = mention.kind === "task" ? mention.file : undefined;
        const chosen = file === undefined ? all : ofFile(all, file);
        return chosen.map((element) => withoutFile(outsideLoops(element, loops)));
      }),
    );
  }

  function takenFrom(mention: ExpressionSource, index: number): readonly Traced[] {
    if (mention.kind === "trigger") return tasks.triggers.map(trace);
    if (mention.kind !== "task") return [];
    return (tasks.byId.get(mention.id) ?? []).flatMap((other) => (other === index ? [] : [trace(other)]));
  }

  /** The files that a task finds in its working directory. */
  function poolOf(site: TaskSite, index: number): readonly Element[] {
    const own = inputFiles(
      get(site.task.node, site.task.type === LOCAL_FILES ? "inputs" : "inputFiles"),
      site,
      index,
    );
    const directory = tasks.directoryOf.get(index);
    if (directory === undefined) return own;
    const loops = new Set(loopsAround(site).map(({ key }) => key));
    const all = [...poolBefore(directory, site, index), ...own].map((element) =>
      outsideLoops(element, loops),
    );
    left -= all.length;
    return latestOf(all);
  }

  /** What the tasks before a member have left in their directory: a later one may make the same file anew. */
  function poolBefore(directory: Directory, site: TaskSite, index: number): Iterable<Element> {
    const end = directory.members.indexOf(index);
    let pool = pools.get(directory);
    // A member that is asked for out of turn sees what is there by then.
    if (pool === undefined || pool.members > end) {
      const given = inputFiles(get(directory.node, "inputFiles"), site, index);
      pool = { members: 0, latest: new Map(given.map((element) => [fileKey(element), element])) };
      pools.set(directory, pool);
    }
    while (pool.members < end) {
      const member = directory.members[pool.members];
      pool.members += 1;
      const { files } = member === undefined ? NOTHING : trace(member);
      for (const element of files) pool.latest.set(fileKey(element), element);
    }
    return pool.latest.values();
  }

  function inputFiles(node: YamlNode | undefined, site: TaskSite, index: number): readonly Element[] {
    if (node?.kind !== "map") return textsIn(node).flatMap((text) => elementsOf(text, site, index));
    return node.entries.flatMap(({ key, value }) =>
      textsIn(value)
        .flatMap((text) => elementsOf(text, site, index))
        .map((element) => ({ ...element, file: key.text })),
    );
  }

  function taskId({ task }: TaskSite): TaskId {
    return { namespace: flow.namespace.value, flow: flow.id.value, task: task.id };
  }

  function tooMany(): FlowGap {
    return {
      kind: "bound",
      namespace: flow.namespace.value,
      flow: flow.id.value,
      place: flow.source.place(flow.id.span.start),
      message: `more than ${MOST_ELEMENTS} data paths through the tasks of the flow: some are omitted`,
    };
  }
}

interface ReadCase {
  readonly inputs: readonly DeclaredEntry[];
  readonly outputs: readonly DeclaredEntry[];
  readonly flows: readonly EntryFlow[];
  readonly filled: ReadonlySet<number>;
  readonly understood: boolean;
  readonly picks: Picks;
  readonly assumptions: readonly Assumption[];
}

const PASSED_ON: ReadCase = {
  inputs: [],
  outputs: [],
  flows: [],
  filled: new Set(),
  understood: false,
  picks: new Map(),
  assumptions: [],
};

function readCase(each: Case<TaskEmission>, { flows, filled, understood }: TaskEmission): ReadCase {
  return {
    inputs: entriesIn(each.inputs, each),
    outputs: entriesIn(each.outputs, each),
    ...{ flows, filled, understood },
    picks: picksOf(each.assignment),
    assumptions: assumptionsOf(each),
  };
}

interface CaseSteps {
  readonly each: ReadCase;
  readonly flows: readonly { readonly elements: readonly Element[]; readonly sinks: EntryFlow["sinks"] }[];
}

interface DeclaredSides {
  readonly sites: readonly DeclarationSite[];
  readonly inputs: boolean;
  readonly outputs: boolean;
}

/** An explicit empty list declares that there is nothing. */
function declaredSides(sites: readonly DeclarationSite[]): DeclaredSides {
  const declares = (side: string): boolean =>
    sites.some(({ assets }) => {
      const node = get(assets, side);
      return node !== undefined && !(node.kind === "scalar" && node.value === null);
    });
  return { sites, inputs: declares("inputs"), outputs: declares("outputs") };
}

function elementAt(each: ReadCase, entries: readonly DeclaredEntry[], index: number): readonly Element[] {
  const entry = entries[index];
  return entry === undefined ? [] : [{ entry, picks: each.picks, assumptions: each.assumptions, path: [] }];
}

function handedOn(element: Element, each: ReadCase, task: string): Element {
  const path = element.path.at(-1) === task ? element.path : [...element.path, task];
  if (each.picks.size === 0 && each.assumptions.length === 0) return { ...element, path };
  return {
    ...element,
    path,
    picks: new Map([...element.picks, ...each.picks]),
    assumptions: distinctAssumptions([...element.assumptions, ...each.assumptions]),
  };
}

/** Of a declaration, which says what else there is to say itself. */
function bare({ id, certainty, expression, place }: DeclaredEntry): DeclaredEntry {
  return { id, certainty, ...(expression !== undefined && { expression }), place, claim: {} };
}

function withoutFile({ file: _, ...rest }: Element): Element {
  return rest;
}

/** Those in a file, or, where none is known to be in it, those that may be in any. */
function ofFile(elements: readonly Element[], name: string): readonly Element[] {
  const found = elements.filter(({ file }) => file === name);
  return found.length > 0 ? found : elements.filter(({ file }) => file === undefined || file.includes("*"));
}

function filesNamed(pool: readonly Element[], name: string | undefined): readonly Element[] {
  if (name === undefined) return pool;
  const found = pool.filter(
    ({ file }) => file === name || file?.startsWith(`${name}/`) || name.startsWith(`${file}/`),
  );
  return found.length > 0 ? found : pool.filter(({ file }) => file === undefined);
}

function localFiles(node: YamlNode, pool: readonly Element[]): readonly Element[] {
  const outputs = get(node, "outputs");
  if (outputs?.kind !== "list") return [];
  return outputs.items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" && !/[*?{[]/.test(item.value)
      ? filesNamed(pool, item.value)
      : pool,
  );
}

function fileKey({ entry, picks, file }: Element): string {
  return JSON.stringify([entry.id, [...picks], file]);
}

function latestOf(elements: readonly Element[]): readonly Element[] {
  return [...new Map(elements.map((element) => [fileKey(element), element])).values()];
}

function distinctAssumptions(assumptions: readonly Assumption[]): readonly Assumption[] {
  if (assumptions.length < 2) return assumptions;
  return [...new Map(assumptions.map((each) => [JSON.stringify(each), each])).values()];
}

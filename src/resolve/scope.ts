import { fromData, givenList, openMap, string, stringMap, unknown, type Value } from "../pebble/index.ts";
import type { Alternative, Assignment } from "./choice.ts";
import type { FlowContext } from "./flow-context.ts";
import type { ContainerRun, LoopSite } from "./site.ts";
import { START_KEY } from "./started.ts";

/** The state of a loop around a text: one item, or an unknown that represents all items. */
export type LoopState = { readonly value: Value; readonly item?: Alternative["item"] };

export type LoopStates = (site: LoopSite) => LoopState;

const TASKRUN_REST = unknown("taskrun.parentId and taskrun.iteration are known only at run time", {
  maybeUndefined: true,
});
const TASKRUN: readonly [string, Value][] = [
  ["id", unknown("taskrun.id is known only at run time", { word: true })],
  ["startDate", unknown("taskrun.startDate is known only at run time")],
  ["attemptsCount", unknown("taskrun.attemptsCount is known only at run time")],
  ["parentId", TASKRUN_REST],
];
const TASKRUN_OUTSIDE_LOOPS = stringMap([...TASKRUN, ["iteration", TASKRUN_REST]]);
const TASKRUN_IN_WORKING_DIRECTORY = stringMap(TASKRUN);

/**
 * 1.x: `taskrun.value` and `.iteration` exist only on direct children of a ForEach. A WorkingDirectory passes on its
 * value alone.
 */
export function taskrun(
  parentLoop: LoopSite | undefined,
  loop: LoopStates,
  frames: readonly ContainerRun[],
): Value {
  const parent = frames.at(-1);
  const hasIteration = parent === undefined || isParent(parent);
  if (parentLoop?.kind !== "for-each")
    return hasIteration ? TASKRUN_OUTSIDE_LOOPS : TASKRUN_IN_WORKING_DIRECTORY;
  const state = loop(parentLoop);
  const iteration = state.item ? fromData(state.item.index) : iterationOf(state.value);
  return stringMap([
    ...TASKRUN,
    ...(hasIteration ? [["iteration", iteration] as const] : []),
    ["value", state.value],
  ]);
}

/** The position is decided together with the value, so it opens the same cases. */
function iterationOf(value: Value): Value {
  return value.kind === "unknown" && value.origin !== undefined
    ? unknown(value.reason, { origin: value.origin })
    : unknown("taskrun.iteration is known only at run time");
}

/** A WorkingDirectory runs its tasks itself, with its own parents. Source: Kestra's WorkingDirectory. */
function isParent({ task }: ContainerRun): boolean {
  return task.type !== "io.kestra.plugin.core.flow.WorkingDirectory";
}

/**
 * 1.x: enclosing task runs, nearest first, only those that have a value or outputs. Under `afterExecution` containers
 * have no outputs.
 */
export function oldParents(
  frames: readonly ContainerRun[],
  loop: LoopStates,
  afterExecution: boolean,
): Value[] {
  const parents = frames.filter(isParent);
  return parents.toReversed().flatMap((frame) => {
    const value: [string, Value][] =
      frame.parentLoop?.kind === "for-each"
        ? [["taskrun", stringMap([["value", loop(frame.parentLoop).value]])]]
        : [];
    const outputs: [string, Value][] =
      !afterExecution && hasOutputs(frame)
        ? [
            [
              "outputs",
              openMap(
                {},
                unknown("the outputs of a container are known only at run time", { maybeUndefined: true }),
              ),
            ],
          ]
        : [];
    return value.length + outputs.length > 0 ? [stringMap([...value, ...outputs])] : [];
  });
}

/** Containers that store outputs as soon as they are created. Source: Kestra's If, Switch and LoopUntil. */
function hasOutputs(frame: ContainerRun): boolean {
  const { container, type } = frame.task;
  return container === "if" || container === "switch" || type.endsWith(".LoopUntil");
}

/** 2.0: enclosing task runs, nearest first. An iteration of a Loop is a separate execution, without outer ones. */
export function newParents(frames: readonly ContainerRun[], loop: LoopStates): Value[] {
  const start = frames.findLastIndex((frame) => frame.loop?.kind === "loop") + 1;
  const parents = frames.slice(start).filter(isParent);
  return parents.toReversed().map((frame) => {
    const value: [string, Value][] =
      frame.parentLoop?.kind === "for-each" ? [["value", loop(frame.parentLoop).value]] : [];
    return stringMap([
      ["task", stringMap([["id", string(frame.task.id)]])],
      ["taskrun", stringMap(value)],
    ]);
  });
}

/** 2.0: the nearest Loop's item; `parent` is the next one outwards, `parents` starts with the outermost. */
export function loopItem(frames: readonly ContainerRun[], loop: LoopStates): Value | undefined {
  const loops = frames.flatMap((frame) => (frame.loop?.kind === "loop" ? [frame.loop] : []));
  const own = loops.at(-1);
  if (!own) return undefined;
  const outer = loops.slice(0, -1).map((site) => stringMap(itemEntries(loop(site))));
  const nearest = outer.at(-1);
  return stringMap([
    ...itemEntries(loop(own)),
    ...(nearest ? [["parent", nearest] as const, ["parents", givenList(outer)] as const] : []),
  ]);
}

function itemEntries(state: LoopState): [string, Value][] {
  if (state.item) {
    const key = state.item.key;
    return [
      ["value", state.value],
      ["index", fromData(state.item.index)],
      ...(key ? [["key", key] as [string, Value]] : []),
    ];
  }
  const same = state.value.kind === "unknown" ? state.value : unknown("a loop item");
  const options = same.origin === undefined ? {} : { origin: same.origin };
  return [
    ["value", state.value],
    ["index", unknown(same.reason, options)],
    ["key", unknown(same.reason, { ...options, maybeUndefined: true })],
  ];
}

/** Labels nested as in Kestra: a dotted key is a path. System labels and labels set at the start are unknown. */
export function labelsVariable(context: FlowContext, assignment: Assignment): Value {
  return nest(
    labelNames(context).map((key) => [key.split("."), labelValue(context, key, assignment)]),
    MORE_LABELS,
  );
}

/** The labels that the flow or one of its known starts sets. */
export function labelNames({ knownStarts, labels: own }: FlowContext): readonly string[] {
  const given = knownStarts.flatMap(({ labels }) => [...labels.keys()]);
  return [...new Set([...Object.keys(own), ...given])];
}

const MORE_LABELS = unknown("labels can be added at the start of an execution", { maybeUndefined: true });

function labelValue(context: FlowContext, key: string, assignment: Assignment): Value {
  const assigned = assignment.get(`label:${key}`);
  if (assigned && assigned.value !== "absent") return assigned.value;
  const started = assignment.get(START_KEY);
  const isSet = Object.hasOwn(context.labels, key) || started?.start?.labels.has(key);
  const origin = isSet || started === undefined ? { origin: `label:${key}` } : {};
  const maybeUndefined = !Object.hasOwn(context.labels, key);
  return unknown(`labels.${key} can be set at the start of an execution`, { ...origin, maybeUndefined });
}

/**
 * Dotted names as nested maps. Where one name is both a value and a prefix, the first wins, as in Kestra's MapUtils.
 */
export function nest(
  pairs: readonly (readonly [readonly string[], Value])[],
  rest?: ReturnType<typeof unknown>,
): Value {
  const direct = new Map<string, Value>();
  const deeper = new Map<string, [readonly string[], Value][]>();
  for (const [[name = "", ...path], value] of pairs) {
    if (path.length === 0) direct.set(name, direct.get(name) ?? value);
    else deeper.set(name, [...(deeper.get(name) ?? []), [path, value]]);
  }
  for (const [name, inner] of deeper) if (!direct.has(name)) direct.set(name, nest(inner, rest));
  return rest ? openMap(Object.fromEntries(direct), rest) : stringMap([...direct]);
}

import { type Flow, get, type KestraLine } from "../flows/flow.ts";
import { openMap, unknown, type Value } from "../pebble/index.ts";
import type { Alternative, Assignment, Choice } from "./choice.ts";
import type { FlowEnvironment } from "./environment.ts";
import type { CaseGap } from "./gaps.ts";
import type { KnownStart } from "./known-start.ts";
import { isTrue } from "./site.ts";

/*
 * Variables that exist only for some kinds of start: `trigger` is set if something other than a person starts the flow,
 * `schedule` with some triggers, and `files` in unit tests. Source: Kestra's RunVariables.build.
 */

const START_ASSUMPTIONS = {
  trigger: "started by a trigger",
  schedule: "started by a schedule",
  files: "run by a unit test with files",
} as const;

const BY_CALL = "called by another flow";

export type StartVariable = keyof typeof START_ASSUMPTIONS;

export const START_VARIABLES: readonly StartVariable[] = ["trigger", "schedule", "files"];

const PREFIX = "start:";

/** The `trigger` variable that a Subflow task gives to the called flow. Source: Kestra's ExecutableUtils. */
const OF_CALLER = /\btrigger\s*(?:\.\s*|\[\s*['"])(?:flowId|namespace|executionId|taskId)\b/;

/**
 * The start variables that can exist in a flow. A flow without triggers is started by a person or called by another
 * flow; references to its caller show that it is called.
 */
export function startVariables(
  flow: Flow,
  line: KestraLine,
  environment: FlowEnvironment,
): ReadonlySet<StartVariable> {
  const found = new Set<StartVariable>(["files"]);
  if (environment.calls.length > 0 || isStartedByOthers(flow)) found.add("trigger");
  // 2.0 has no `schedule`.
  if (line === "1.x" && flow.triggers.some(({ type }) => /\.Schedule(OnDates)?$/.test(type))) {
    found.add("schedule");
  }
  return found;
}

/** Whether an expression may use the variable `trigger`. */
export function mentionsTrigger({ source }: Flow): boolean {
  // Not the package of a type: `io.kestra.plugin.core.trigger.Schedule`.
  return source.text.includes("trigger") && /(?<![\w.-])trigger\b/.test(source.text);
}

/** Whether a trigger without known values, or a call from another repository, may start the flow. */
function isStartedOtherwise(flow: Flow, knownStarts: readonly KnownStart[]): boolean {
  if (flow.triggers.length === 0) return isStartedByOthers(flow);
  const known = new Set(
    knownStarts.flatMap(({ assumption: { by, task } }) => (by === "trigger" ? [task] : [])),
  );
  return flow.triggers.some(({ id, node }) => !known.has(id) && !isTrue(get(node, "disabled")));
}

/** Whether a trigger, or a call from another repository, may start the flow. */
function isStartedByOthers(flow: Flow): boolean {
  return flow.triggers.length > 0 || OF_CALLER.test(flow.source.text);
}

const VALUES: Readonly<Record<StartVariable, { readonly present: Value; readonly open: Value }>> = {
  trigger: valuesOf("trigger"),
  schedule: valuesOf("schedule"),
  files: valuesOf("files"),
};

function valuesOf(name: StartVariable) {
  const reason = `${name}.* is known only at run time`;
  return {
    present: openMap({}, unknown(reason, { maybeUndefined: true })),
    open: unknown(reason, { origin: PREFIX + name, maybeUndefined: true }),
  };
}

/** The variable in a case; undefined where it does not exist. */
export function startVariable(
  name: StartVariable,
  possible: ReadonlySet<StartVariable>,
  assignment: Assignment,
): Value | undefined {
  if (!possible.has(name)) return undefined;
  const assigned = assignment.get(PREFIX + name);
  if (assigned === undefined) return VALUES[name].open;
  return assigned.value === "absent" ? undefined : assigned.value;
}

/** The existence of the variable as a choice, which for `trigger` includes the known starts. */
export function startChoice(origin: string, starts: StartsOfFlow): Choice | undefined {
  if (origin === START_KEY && starts.knownStarts.length > 0) return knownStartChoice(starts);
  return existenceChoice(origin, starts);
}

/** The existence of the variable as a choice. An internal flow always has a `trigger`. */
export function existenceChoice(origin: string, { flow, internal }: StartsOfFlow): Choice | undefined {
  const name = START_VARIABLES.find((variable) => PREFIX + variable === origin);
  if (name === undefined) return undefined;
  const alternatives = [present(name, flow), ...(name === "trigger" && internal ? [] : [absent(name, flow)])];
  return { ...exists(name), alternatives };
}

/** A flow and its known starts. */
interface StartsOfFlow {
  readonly flow: Flow;
  readonly knownStarts: readonly KnownStart[];
  readonly internal: boolean;
}

/** By hand, by a trigger without known values, or by one of the known starts. */
function knownStartChoice({ flow, knownStarts, internal }: StartsOfFlow): Choice {
  const byHand = absent("trigger", flow);
  const alternatives: Alternative[] = [
    ...(isStartedOtherwise(flow, knownStarts) ? [present("trigger", flow)] : []),
    ...knownStarts.map((start) => ({ value: start.trigger, assumption: start.assumption, start })),
    ...(internal ? [] : [mentionsTrigger(flow) ? byHand : { value: byHand.value }]),
  ];
  return { ...exists("trigger"), alternatives, ofStarts: true };
}

const exists = (name: StartVariable) => ({ key: PREFIX + name, exhaustive: true, mayFailWithout: name });

function present(name: StartVariable, flow: Flow): Alternative {
  return {
    value: VALUES[name].present,
    assumption: { kind: "branch", condition: startCondition(name, flow) },
  };
}

function absent(name: StartVariable, flow: Flow): Alternative {
  const condition = startCondition(name, flow);
  return { value: "absent", assumption: { kind: "branch", condition, negated: true } };
}

/** Without triggers, only a call sets `trigger`. */
function startCondition(name: StartVariable, { triggers }: Flow): string {
  return name === "trigger" && triggers.length === 0 ? BY_CALL : START_ASSUMPTIONS[name];
}

/** The choice of the start of an execution, while it is open and decides a value supplied by some start. */
export function openStartChoice(
  { context, assignment }: { readonly context: StartsOfFlow; readonly assignment: Assignment },
  brings: (start: KnownStart) => boolean,
): Choice | undefined {
  if (assignment.has(START_KEY) || !context.knownStarts.some(brings)) return undefined;
  return knownStartChoice(context);
}

export const START_KEY = `${PREFIX}trigger`;

/** Whether the cause of a failure is a missing variable that another kind of start sets. */
export function isMissing(name: string, { error }: CaseGap): boolean {
  return error?.cause?.kind === "unknown-variable" && error.cause.name === name;
}

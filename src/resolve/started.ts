import type { Flow, KestraLine } from "../flows/flow.ts";
import { openMap, unknown, type Value } from "../pebble/index.ts";
import type { Assignment, Choice } from "./choice.ts";
import type { CaseGap } from "./gaps.ts";

/*
 * Variables that exist only for some kinds of start: `trigger` is set if something other than a person starts the flow,
 * `schedule` with some triggers, and `files` in unit tests. Source: Kestra's RunVariables.build.
 */

const START_ASSUMPTIONS = {
  trigger: "started by a trigger",
  schedule: "started by a schedule",
  files: "run by a unit test with files",
} as const;

export type StartVariable = keyof typeof START_ASSUMPTIONS;

export const START_VARIABLES: readonly StartVariable[] = ["trigger", "schedule", "files"];

const PREFIX = "start:";

/** What a Subflow task puts into `trigger` of the flow it calls. Source: Kestra's ExecutableUtils. */
const OF_CALLER = /\btrigger\s*(?:\.\s*|\[\s*['"])(?:flowId|namespace|executionId|taskId)\b/;

/**
 * The start variables that can exist in a flow. A flow without triggers is started by a person or called by another
 * flow; references to its caller show that it is called.
 */
export function startVariables(flow: Flow, line: KestraLine): ReadonlySet<StartVariable> {
  const found = new Set<StartVariable>(["files"]);
  if (flow.triggers.length > 0 || OF_CALLER.test(flow.source.text)) found.add("trigger");
  // 2.0 has no `schedule`.
  if (line === "1.x" && flow.triggers.some(({ type }) => /\.Schedule(OnDates)?$/.test(type))) {
    found.add("schedule");
  }
  return found;
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

/** The existence of the variable as a choice. */
export function startChoice(origin: string): Choice | undefined {
  const name = START_VARIABLES.find((each) => PREFIX + each === origin);
  if (name === undefined) return undefined;
  const condition = START_ASSUMPTIONS[name];
  return {
    key: origin,
    alternatives: [
      { value: VALUES[name].present, assumption: { kind: "branch", condition } },
      { value: "absent", assumption: { kind: "branch", condition, negated: true } },
    ],
    exhaustive: true,
    mayFailWithout: name,
  };
}

/** Whether the cause of a failure is a missing variable that another kind of start sets. */
export function isMissing(name: string, { error }: CaseGap): boolean {
  return error?.cause?.kind === "unknown-variable" && error.cause.name === name;
}

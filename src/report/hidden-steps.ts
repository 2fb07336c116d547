import { hiddenSides } from "../model/hidden-sides.ts";
import type { Gap, GapKind } from "../model/model.ts";
import { count } from "../util/text.ts";
import { flowName, placeName, taskName } from "./names.ts";

/** Readers or writers of any asset, by reason. */
export interface HiddenSteps {
  /** `2 tasks may read any asset (loop over unknown values)` */
  readonly title: string;
  /** Tasks, flows or files, with their places. */
  readonly who: readonly { readonly name: string; readonly place: string }[];
}

const REASONS: Partial<Record<GapKind, string>> = {
  loop: "loop over unknown values",
  dynamic: "declaration known only at run time",
  "run-time": "id known only at run time",
  auto: "enableAuto",
};

/** Gaps that could hide a step of an answer, by access and reason, in the order of the gaps. */
export function hiddenSteps(gaps: readonly Gap[]): HiddenSteps[] {
  const groups = new Map<string, Map<string, HiddenSteps["who"][number]>>();
  const files = new Map<string, HiddenSteps["who"][number]>();
  for (const gap of gaps) {
    if (gap.kind === "file") {
      if (!files.has(gap.place.file)) files.set(gap.place.file, whoOf(gap));
      continue;
    }
    const sides = hiddenSides(gap);
    const verbs = sides.length === 2 ? "read or write" : sides[0] === "inputs" ? "read" : "write";
    const reason = `${verbs} any asset (${REASONS[gap.kind] ?? gap.kind})`;
    const group = groups.get(reason) ?? new Map<string, HiddenSteps["who"][number]>();
    const key = JSON.stringify([gap.namespace, gap.flow, gap.task]);
    if (!group.has(key)) group.set(key, whoOf(gap));
    groups.set(reason, group);
  }
  return [
    ...[...groups].map(([reason, who]) => ({
      title: `${count(who.size, "task")} may ${reason}`,
      who: [...who.values()],
    })),
    ...(files.size === 0
      ? []
      : [
          {
            title: `${count(files.size, "file")} could not be read completely`,
            who: [...files.values()],
          },
        ]),
  ];
}

function whoOf({ kind, namespace, flow, task, place }: Gap): HiddenSteps["who"][number] {
  if (kind === "file" || namespace === undefined || flow === undefined) {
    return { name: "", place: placeName(place) };
  }
  const name =
    task === undefined ? `flow ${flowName({ namespace, flow })}` : taskName({ namespace, flow, task });
  return { name, place: placeName(place) };
}

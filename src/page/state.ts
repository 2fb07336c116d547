import { OVERVIEWS, type Overview } from "../report/page/overview.ts";

/** The subject of the panel. */
export type Opened =
  | { readonly kind: "asset"; readonly id: string }
  | { readonly kind: "flow"; readonly namespace: string; readonly flow: string }
  | { readonly kind: "gaps" | "coverage" | "changes" | "help" };

/** The current view. It is the fragment of the URL, so links and the back button work. */
export interface PageState {
  readonly by: Overview | "changes";
  /** One group of the overview. */
  readonly group?: string;
  readonly select?: string;
  readonly focus?: string;
  /** Distance from the focus. */
  readonly steps: number;
  readonly open?: Opened;
}

export const DEFAULT_STEPS = 2;
export const MAX_STEPS = 20;

const PANELS = ["gaps", "coverage", "changes", "help"] as const;

/** Unknown parts are ignored: the address may come from another page. */
export function readState(hash: string, hasChange: boolean): PageState {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (name: string) => values.get(name) ?? undefined;
  const steps = Number(text("steps") ?? DEFAULT_STEPS);
  const [group, select, focus] = [text("group"), text("select"), text("focus")];
  const open = openedIn(values);
  const by = text("by");
  return {
    by:
      by === "changes" && hasChange
        ? by
        : (OVERVIEWS.find((overview) => overview === by) ?? (hasChange ? "changes" : "namespace")),
    steps: Number.isInteger(steps) && steps >= 0 && steps <= MAX_STEPS ? steps : DEFAULT_STEPS,
    ...(group !== undefined && { group }),
    ...(select !== undefined && { select }),
    ...(focus !== undefined && { focus }),
    ...(open !== undefined && { open }),
  };
}

function openedIn(values: URLSearchParams): Opened | undefined {
  const [id, flow, panel] = [values.get("asset"), values.get("flow"), values.get("open")];
  if (id !== null) return { kind: "asset", id };
  if (flow !== null) return { kind: "flow", namespace: values.get("namespace") ?? "", flow };
  const kind = PANELS.find((candidate) => candidate === panel);
  return kind === undefined ? undefined : { kind };
}

/** The address of a state, from "#". */
export function addressOf({ by, group, select, focus, steps, open }: PageState): string {
  const values = new URLSearchParams({ by });
  if (focus !== undefined) {
    values.set("focus", focus);
    values.set("steps", String(steps));
  } else if (select !== undefined) values.set("select", select);
  else if (group !== undefined) values.set("group", group);
  if (open?.kind === "asset") values.set("asset", open.id);
  else if (open?.kind === "flow") {
    values.set("namespace", open.namespace);
    values.set("flow", open.flow);
  } else if (open) values.set("open", open.kind);
  return `#${values}`;
}

import type { Bundle, FlowId } from "../../model/model.ts";
import { count } from "../../util/text.ts";
import { element } from "../element.ts";
import type { Links } from "../links.ts";
import type { PageModel } from "../model.ts";
import { addressOf, type PageState } from "../state.ts";
import { gapItem } from "./gaps-panel.ts";
import { fields, section } from "./parts.ts";

/** One flow: the assets that each task reads and writes, and its gaps. */
export function flowPanel(model: PageModel, flow: FlowId, state: PageState, links: Links): HTMLElement[] {
  const isFlow = (item: Partial<FlowId>) => item.namespace === flow.namespace && item.flow === flow.flow;
  const record = model.data.inventory.flows.find(isFlow);
  const broken = model.data.change?.flows.find(isFlow)?.broken ?? [];
  const coverage = model.data.coverage.flows.find(isFlow);
  const gaps = model.data.inventory.gaps.filter(isFlow);
  const title = `${flow.namespace}/${flow.flow}`;
  const { focus: _, group: __, ...rest } = state;
  const selected = addressOf({ ...rest, select: `flow:${JSON.stringify(title)}` });
  return [
    element("h2", { class: "id" }, title),
    element("p", {}, element("a", { class: "action", href: selected }, "Show its assets")),
    ...(record ? [element("p", {}, links.place(record.place))] : []),
    ...(broken.length === 0
      ? []
      : [
          section(
            "Broken by this change",
            broken.map(({ asset, task, reason }) =>
              element("span", {}, `${task} reads `, links.asset(asset), `: ${reason}`),
            ),
          ),
        ]),
    fields([
      ["Description", record?.description],
      [
        "Labels",
        Object.entries(record?.labels ?? {})
          .map(([key, value]) => `${key}: ${value}`)
          .join(", "),
      ],
      ["Disabled", record?.disabled ? "yes" : undefined],
      [
        "Tasks",
        coverage &&
          `${coverage.tasks}: ${coverage.declared} declared, ${coverage.inferred} inferred, ${coverage.unknown} unknown, ${coverage.none} without data access`,
      ],
    ]),
    ...byTask(model.bundlesOf(flow)).map(([task, bundles]) => taskSection(task, bundles, links)),
    ...(gaps.length === 0
      ? []
      : [
          section(
            count(gaps.length, "known gap"),
            gaps.map((gap) => gapItem(gap, links)),
          ),
        ]),
  ];
}

function byTask(bundles: readonly Bundle[]): [string, Bundle[]][] {
  const tasks = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const name = `${bundle.trigger ? "trigger " : ""}${bundle.task}`;
    const known = tasks.get(name);
    if (known) known.push(bundle);
    else tasks.set(name, [bundle]);
  }
  return [...tasks];
}

/** The cases of a task together. */
function taskSection(task: string, bundles: readonly Bundle[], links: Links): HTMLElement {
  const ids = (side: "inputs" | "outputs") => [
    ...new Set(bundles.flatMap((bundle) => bundle[side].map(({ id }) => id))),
  ];
  const line = (verb: string, id: string) =>
    element("span", {}, element("span", { class: "faint" }, `${verb} `), links.asset(id));
  return section(task, [
    ...ids("inputs").map((id) => line("reads", id)),
    ...ids("outputs").map((id) => line("writes", id)),
  ]);
}

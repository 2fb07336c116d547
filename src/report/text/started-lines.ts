import type { StartedFlow, StartedFlows, StartReason } from "../../graph/started-flows.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import { flowName, placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { startReason } from "../start-reason.ts";
import { wrapSegments } from "./fill.ts";

/** The flows started by the assets and flows of an answer, in titled sections. */
export function startedSections({ flows, byHand, assets }: StartedFlows, options: TextOptions): string[][] {
  const { style } = options;
  return [
    flows.length === 0
      ? []
      : [
          style.strong(`${count(flows.length, "flow")} would be started`),
          ...flows.flatMap((flow) => flowLines(flow, options)),
        ],
    byHand.length === 0
      ? []
      : [
          style.strong(`${count(byHand.length, "flow")} can be started by hand`),
          ...byHand.flatMap((flow) => flowLines(flow, options)),
        ],
    assets === undefined || assets.length === 0
      ? []
      : [
          style.strong(`${count(assets.length, "asset")} more through started flows`),
          ...assets.map((id) => `  ${style.id(escapeControlChars(id))}`),
        ],
  ].filter((lines) => lines.length > 0);
}

function flowLines(flow: StartedFlow, { style, width }: TextOptions): string[] {
  const away = flow.starts > 1 ? [{ text: `${flow.starts} starts away` }] : [];
  const sure =
    flow.certainty === "exact"
      ? []
      : [{ text: flow.certainty, paint: () => style.certainty(flow.certainty) }];
  return [
    ...wrapSegments([{ text: flowName(flow), paint: style.id }, ...away, ...sure], width, "  "),
    ...flow.reasons.flatMap((reason) =>
      wrapSegments(
        [{ text: reasonText(reason) }, { text: placeName(reason.by.place), paint: style.faint }],
        width,
        "      ",
      ),
    ),
  ];
}

function reasonText({ how, by, from }: StartReason): string {
  const task = escapeControlChars(by.task);
  const cause = "asset" in from ? escapeControlChars(from.asset) : flowName(from.flow);
  return startReason(how, task, cause);
}

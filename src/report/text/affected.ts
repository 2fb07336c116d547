import type { Affected } from "../../changes/affected.ts";
import { compareText } from "../../model/order.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { pushAll } from "../../util/push-all.ts";
import { count, firstOf } from "../../util/text.ts";
import { fullLength, type Omitted, omittedLines } from "../limit-lists.ts";
import { flowName, placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { startedSections } from "./started-lines.ts";
import { type Cell, table } from "./table.ts";

/**
 * Bare names, one per line: `namespace/flow`, asset ids, or files of existing flows. With activation, started flows and
 * their assets are included.
 */
export function affectedNames(
  { flows, assets, activation }: Affected,
  kind: "flows" | "assets" | "files",
): string {
  const existing = flows.filter(({ removed }) => !removed);
  const started = activation.assets === undefined ? [] : activation.flows;
  const names = {
    flows: [...existing, ...started].map(({ namespace, flow }) => `${namespace}/${flow}`),
    assets: [...assets.map(({ asset }) => asset), ...(activation.assets ?? [])],
    files: existing.map(({ place }) => place.file),
  }[kind];
  return [...new Set(names)]
    .sort(compareText)
    .map((name) => `${escapeControlChars(name)}\n`)
    .join("");
}

/** The flows and assets affected by changed files, as text. */
export function affectedText(answer: Affected & Omitted, options: TextOptions): string {
  const { style } = options;
  const { changedFiles, flows, assets } = answer;
  const lines = [
    `${style.faint("from")} ${escapeControlChars(answer.before.words)}`,
    `${style.faint("to")}   ${escapeControlChars(answer.after.words)}`,
    "",
    style.strong(
      `${count(changedFiles.length, "flow file")} changed: ${count(fullLength(answer, "flows", flows), "flow")} and ${count(fullLength(answer, "assets", assets), "asset")} affected.`,
    ),
  ];
  const title = (text: string): Cell => ({ text, paint: style.heading });
  if (flows.length > 0) {
    lines.push(
      "",
      ...table([
        ["FLOW", "PLACE", "WHY"].map(title),
        ...flows.map((flow): Cell[] => [
          { text: flowName(flow), paint: style.id },
          { text: placeName(flow.place) },
          { text: whyText(flow), ...(flow.broken && { paint: style.error }) },
        ]),
      ]),
      ...omittedLines(answer, "flows", "flow", options),
    );
  }
  if (assets.length > 0) {
    lines.push(
      "",
      ...table([
        ["ASSET", "DISTANCE"].map(title),
        ...assets.map(({ asset, distance }): Cell[] => [
          { text: escapeControlChars(asset), paint: style.id },
          { text: String(distance) },
        ]),
      ]),
      ...omittedLines(answer, "assets", "asset", options),
    );
  }
  for (const section of startedSections(answer.activation, options)) pushAll(lines, ["", ...section]);
  return `${lines.join("\n")}\n`;
}

function whyText({ changed, removed, broken, reads }: Affected["flows"][number]): string {
  const state = removed ? ["removed"] : changed ? ["changed"] : [];
  const read = reads.length > 0 ? [`reads ${firstOf(reads.map(escapeControlChars), 3)}`] : [];
  return [...state, ...(broken ? ["broken"] : []), ...read].join(", ");
}

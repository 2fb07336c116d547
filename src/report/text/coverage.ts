import type { Coverage, CoverageCounts } from "../../graph/coverage.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import { flowName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { type Cell, table } from "./table.ts";
import { gapLines } from "./unknown-lines.ts";

const COLUMNS = ["tasks", "declared", "inferred", "unknown", "none"] as const;

/** What tasks say about the data that they touch, by namespace and flow, and of which nothing is known. */
export function coverageText(answer: Coverage, options: TextOptions): string {
  const { style } = options;
  const title = (text: string): Cell => ({ text, paint: style.heading });
  const number = (text: string): Cell => ({ text, align: "right" });
  const row = (name: Cell, counts: CoverageCounts): Cell[] => [
    name,
    ...COLUMNS.map((column) => number(String(counts[column]))),
  ];
  const rows = [
    [title("FLOW"), ...COLUMNS.map((column): Cell => ({ ...title(column.toUpperCase()), align: "right" }))],
    ...answer.namespaces.flatMap(({ namespace, ...counts }) => [
      row({ text: escapeControlChars(namespace), paint: style.strong }, counts),
      ...answer.flows
        .filter((flow) => flow.namespace === namespace)
        .map((flow) => row({ text: `  ${escapeControlChars(flow.flow)}`, paint: style.id }, flow)),
    ]),
  ];
  const gaps = answer.flows.flatMap((flow) => flow.gaps);
  const lines = [...table(rows), "", coverageLine(answer.total)];
  if (gaps.length > 0) lines.push("", style.warning("Not known:"), ...gapLines(gaps, options));
  return `${lines.join("\n")}\n`;
}

/** The same as a table of Markdown. */
export function coverageMarkdown(answer: Coverage): string {
  const row = (name: string, counts: CoverageCounts): string =>
    `| ${name} | ${COLUMNS.map((column) => counts[column]).join(" | ")} |`;
  return [
    `| flow | ${COLUMNS.join(" | ")} |`,
    "|---|--:|--:|--:|--:|--:|",
    ...answer.flows.map((flow) =>
      row(`\`${flowName(flow).replaceAll("|", "\\|").replaceAll("`", "")}\``, flow),
    ),
    row("**all**", answer.total),
    "",
    coverageLine(answer.total),
    "",
  ].join("\n");
}

/** The whole in one line. */
export function coverageLine({
  declared,
  inferred,
  unknown,
}: Omit<CoverageCounts, "tasks" | "none">): string {
  const touching = declared + inferred + unknown;
  if (touching === 0) return "No task touches data.";
  return `Of ${count(touching, "task")} that ${touching === 1 ? "touches" : "touch"} data, ${declared} ${
    declared === 1 ? "declares" : "declare"
  }, ${inferred} ${inferred === 1 ? "is" : "are"} inferred, ${unknown} ${unknown === 1 ? "is" : "are"} not known.`;
}

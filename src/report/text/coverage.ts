import type { Coverage, CoverageCounts } from "../../graph/coverage.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import { type Omitted, omittedLines } from "../limit-lists.ts";
import { flowName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { plainStyle } from "../style.ts";
import { type Cell, table } from "./table.ts";
import { gapLines } from "./unknown-lines.ts";

const COLUMNS = ["tasks", "declared", "inferred", "unknown", "none"] as const;

/** Numbers of tasks with declared, inferred and unknown data access, by namespace and flow, then the gaps. */
export function coverageText(answer: Coverage & Omitted, options: TextOptions): string {
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
  const lines = [
    ...table(rows),
    ...omittedLines(answer, "flows", "flow", options),
    "",
    coverageLine(answer.total),
  ];
  if (gaps.length > 0) lines.push("", style.warning("Known gaps:"), ...gapLines(gaps, options));
  return `${lines.join("\n")}\n`;
}

/** The numbers as a Markdown table. */
export function coverageMarkdown(answer: Coverage & Omitted): string {
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
    ...omittedLines(answer, "flows", "flow", { style: plainStyle }),
    coverageLine(answer.total),
    "",
  ].join("\n");
}

/** The totals in one line. */
export function coverageLine({
  declared,
  inferred,
  unknown,
}: Omit<CoverageCounts, "tasks" | "none">): string {
  const tasks = declared + inferred + unknown;
  if (tasks === 0) return "No tasks with data access.";
  return `${count(tasks, "task")} with data access: ${declared} declared, ${inferred} inferred, ${unknown} unknown.`;
}

import type { ChangeReport } from "../changes/change-report.ts";
import { visible } from "../util/escape-control-chars.ts";
import { count, firstOf } from "../util/text.ts";
import { downstream, followsLines, tellLines } from "./diff-text.ts";
import type { TextOptions } from "./options.ts";
import { pushAll } from "./push-all.ts";
import { unknownLines } from "./unknown-lines.ts";

/** What follows from the flow files that changed since a revision, for a reader. */
export function sinceText(report: ChangeReport, options: TextOptions): string {
  const { style } = options;
  const files = report.changedFiles.map(visible);
  const written = report.impact.starts.map(visible);
  const lines = [
    `${style.faint("from")} ${visible(report.before.words)}`,
    `${style.faint("to")}   ${visible(report.after.words)}`,
    "",
    style.strong(`${count(files.length, "flow file")} changed; ${downstream(report.counts)}.`),
    ...files.map((file) => `  ${file}`),
    "",
  ];
  if (written.length > 0) {
    lines.push(`${count(written.length, "asset")} written there, before or now: ${firstOf(written, 10)}`, "");
  }
  pushAll(lines, [...followsLines(report.impact, report.counts, options), ...tellLines(report, options)]);
  pushAll(lines, unknownLines(report.impact.unknown, options));
  return `${lines.join("\n")}\n`;
}

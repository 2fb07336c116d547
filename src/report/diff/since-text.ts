import type { ChangeReport } from "../../changes/change-report.ts";
import { visible } from "../../util/escape-control-chars.ts";
import { pushAll } from "../../util/push-all.ts";
import { count, firstOf } from "../../util/text.ts";
import type { TextOptions } from "../options.ts";
import { startedSections } from "../text/started-lines.ts";
import { unknownLines } from "../text/unknown-lines.ts";
import { downstream, followsLines, tellLines } from "./diff-text.ts";

/** What follows from the flow files that changed since a revision, for a reader. */
export function sinceText(answer: ChangeReport, options: TextOptions): string {
  const { style } = options;
  const files = answer.changedFiles.map(visible);
  const written = answer.impact.starts.map(visible);
  const lines = [
    `${style.faint("from")} ${visible(answer.before.words)}`,
    `${style.faint("to")}   ${visible(answer.after.words)}`,
    "",
    style.strong(`${count(files.length, "flow file")} changed; ${downstream(answer.counts)}.`),
    ...files.map((file) => `  ${file}`),
    "",
  ];
  if (written.length > 0) {
    lines.push(
      `${count(written.length, "asset")} written by these files, before or now: ${firstOf(written, 10)}`,
      "",
    );
  }
  pushAll(lines, followsLines(answer.impact, answer.counts, options));
  for (const section of startedSections(answer.impact.activation, options)) pushAll(lines, [...section, ""]);
  pushAll(lines, tellLines(answer, options));
  pushAll(lines, unknownLines(answer.impact.unknown, options));
  return `${lines.join("\n")}\n`;
}

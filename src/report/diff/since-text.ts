import type { ChangeReport } from "../../changes/change-report.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { pushAll } from "../../util/push-all.ts";
import { count, firstOf } from "../../util/text.ts";
import type { TextOptions } from "../options.ts";
import { startedSections } from "../text/started-lines.ts";
import { unknownLines } from "../text/unknown-lines.ts";
import {
  downstreamCounts,
  duplicateLines,
  followsLines,
  ownerChangeLines,
  unreadableLines,
} from "./diff-text.ts";

/** The impact of changed flow files. */
export function sinceText(answer: ChangeReport, options: TextOptions): string {
  const { style } = options;
  const files = answer.changedFiles.map(escapeControlChars);
  const written = answer.impact.starts.map(escapeControlChars);
  const lines = [
    `${style.faint("from")} ${escapeControlChars(answer.before.words)}`,
    `${style.faint("to")}   ${escapeControlChars(answer.after.words)}`,
    "",
    style.strong(`${count(files.length, "flow file")} changed; ${downstreamCounts(answer.counts)}.`),
    ...files.map((file) => `  ${file}`),
    ...unreadableLines(answer, options),
    ...duplicateLines(answer, options),
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
  pushAll(lines, ownerChangeLines(answer, options));
  pushAll(lines, unknownLines(answer.impact.unknown, options));
  return `${lines.join("\n")}\n`;
}

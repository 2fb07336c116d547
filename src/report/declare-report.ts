import type { DraftedFile, LeftTask } from "../declare/types.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import { count } from "../util/text.ts";
import type { Declared } from "../workspace/declare.ts";
import { paragraph } from "./lint/paragraph.ts";
import { placeName, taskName } from "./names.ts";
import type { TextOptions } from "./options.ts";
import { type Report, type ReportOptions, report } from "./report.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** Drafted declarations: a diff, or the edited files, and the tasks without a draft. */
export function declareReport(outcome: Declared, options: ReportOptions): Report {
  const { files, left, written } = outcome;
  const answer = {
    written,
    tasks: files.flatMap(({ tasks }) => tasks),
    left,
    diff: diffOf(files),
  };
  return report("declare", answer, (text) => declareText(outcome, text), options);
}

function diffOf(files: readonly DraftedFile[]): string {
  return unifiedDiff(new Map(files.map(({ name, before, after }) => [name, { before, after }])));
}

function declareText({ files, left, written }: Declared, options: TextOptions): string {
  const { style } = options;
  const tasks = files.reduce((sum, file) => sum + file.tasks.length, 0);
  const lines = written
    ? files.map(
        ({ name, tasks: own }) => `${style.id(escapeControlChars(name))}  ${count(own.length, "task")}`,
      )
    : [diffOf(files).trimEnd()].filter((text) => text !== "");
  if (lines.length > 0) lines.push("");
  const where = `${count(tasks, "task")} in ${count(files.length, "file")}`;
  if (tasks === 0) lines.push("Nothing to declare.");
  else lines.push(written ? `Declared ${where}.` : `Drafts for ${where}; --write edits the files.`);
  if (left.length > 0) lines.push("", ...leftLines(left, options));
  return `${lines.join("\n")}\n`;
}

function leftLines(left: readonly LeftTask[], { style, width }: TextOptions): readonly string[] {
  return [
    style.warning(`${count(left.length, "task")} without a draft:`),
    ...left.flatMap((task) => [
      `  ${taskName(task)}  ${style.faint(placeName(task.place))}`,
      ...paragraph(escapeControlChars(task.reason), width - 4).map((line) => `    ${line}`),
    ]),
  ];
}

import type { Path, PathNode, PathStep, Paths } from "../../graph/path-answer.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { pushAll } from "../../util/push-all.ts";
import { count, firstOf, grouped } from "../../util/text.ts";
import { flowName, placeName, taskName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { casePieces } from "./case-pieces.ts";
import { wrapSegments } from "./fill.ts";
import { unknownLines } from "./unknown-lines.ts";

/** The connection of two selections: each path with the task and place of every step. */
export function pathText(answer: Paths, options: TextOptions): string {
  const { style } = options;
  const [from, to] = [shown(answer.from), shown(answer.to)];
  const lines = [style.strong(headline(answer, from, to)), ""];
  answer.paths.forEach((path, index) => {
    pushAll(lines, [...pathLines(path, index + 1, options), ""]);
  });
  pushAll(lines, unknownLines(answer.unknown, options));
  return `${lines.join("\n")}\n`;
}

function headline(
  { length, count: number, more, paths, backwards, activation }: Paths,
  from: string,
  to: string,
): string {
  if (length === undefined) {
    const way = activation ? ", including activation" : "";
    const back = backwards ? `, but there is a path from ${to} to ${from}` : "";
    return `No path from ${from} to ${to}${way}${back}.`;
  }
  const many = more ? `more than ${grouped(number)} paths` : count(number, "path");
  const said = `${count(length, "step")} from ${from} to ${to}, by ${many}`;
  return number > paths.length ? `${said}; the first ${paths.length}:` : `${said}:`;
}

function shown(ids: readonly string[]): string {
  return firstOf(ids.map(escapeControlChars), 3);
}

function pathLines({ certainty, steps }: Path, number: number, options: TextOptions): string[] {
  const { style } = options;
  const [first] = steps;
  if (first === undefined) return [];
  return [
    `${style.heading(`${number}`)}  ${style.id(nodeText(first.from))}  ${style.certainty(certainty)}`,
    ...steps.flatMap((step) => stepLines(step, options)),
  ];
}

function stepLines(step: PathStep, options: TextOptions): string[] {
  const { style, width } = options;
  const arrow = step.kind === "same" ? "≈" : "→";
  const text = `${arrow} ${nodeText(step.to)}`;
  if (step.kind === "same") {
    return [`   ${style.id(text)}  ${style.faint("possibly the same at run time (pattern)")}`];
  }
  const by = step.kind === "start" ? step.by : step.task;
  return wrapSegments(
    [
      { text, paint: style.id },
      { text: wordsOf(step) },
      { text: placeName(by.place), paint: style.faint },
      ...(step.certainty === "exact"
        ? []
        : [{ text: step.certainty, paint: () => style.certainty(step.certainty) }]),
      ...(step.kind === "start" ? [] : casePieces(step, options)),
    ],
    width,
    "   ",
  );
}

function wordsOf(step: Exclude<PathStep, { kind: "same" }>): string {
  switch (step.kind) {
    case "task":
      return taskName(step.task);
    case "run":
      return `used by ${escapeControlChars(step.task.task)} in a run`;
    case "write":
      return `written by ${escapeControlChars(step.task.task)}`;
    case "start":
      return STARTS[step.how](escapeControlChars(step.by.task));
  }
}

const STARTS = {
  "flow-trigger": (task: string) => `started afterwards by the trigger ${task}`,
  call: (task: string) => `called by ${task}`,
  "asset-action": (task: string) => `started manually by the action of ${task} on the asset`,
  "asset-trigger": (task: string) => `started by the trigger ${task} on the asset`,
} as const;

function nodeText(node: PathNode): string {
  return "asset" in node ? escapeControlChars(node.asset) : `flow ${flowName(node.flow)}`;
}

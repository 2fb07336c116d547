import type { Range } from "./range.ts";

/** A place in messages. */
export function at({ file, line, column }: Pick<Range, "file" | "line" | "column">): string {
  return `${file}:${line}:${column}`;
}

/** `company.team.load` for a flow. */
export function dottedFlowName({
  namespace,
  flow,
}: {
  readonly namespace: string;
  readonly flow: string;
}): string {
  return `${namespace}.${flow}`;
}

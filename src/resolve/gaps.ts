import { scalarOffset } from "../flows/scalar-offset.ts";
import type { SourceText } from "../flows/source-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { FlowGap } from "../model/declared.ts";
import type { GapKind, Place, Side, TaskId } from "../model/model.ts";
import type { PebbleError } from "../pebble/index.ts";

/** A gap found in one case; cases share most of them. */
export interface CaseGap {
  readonly kind: GapKind;
  readonly node: YamlNode;
  readonly message: string;
  /** The offset in the file, if it differs from the node's. */
  readonly offset?: number;
  /** See `Gap`. */
  readonly hides?: readonly Side[];
  /** See `FlowGap`. */
  readonly about?: NonNullable<FlowGap["about"]>;
  /** The error in an expression of the node; the gap then has the position of the expression. */
  readonly error?: PebbleError;
}

/** Gaps of all cases of one declaration, each once, in the order they were found. */
export function distinctGaps(found: readonly CaseGap[], task: TaskId, source: SourceText): FlowGap[] {
  const gaps = new Map<string, FlowGap>();
  for (const { kind, node, message, hides, error, about, offset } of found) {
    const place = offset === undefined ? gapPlace(source, node, error) : source.place(offset);
    const key = JSON.stringify([kind, place, message]);
    const { namespace, flow } = task;
    const sides = new Set([...(gaps.get(key)?.hides ?? []), ...(hides ?? [])]);
    const gap: FlowGap = {
      kind,
      namespace,
      flow,
      task: task.task,
      place,
      message,
      ...(sides.size > 0 && { hides: [...sides].sort() }),
      ...(about && { about }),
      ...(error && { error: { message: error.message, ...(error.cause && { cause: error.cause }) } }),
    };
    gaps.set(key, gap);
  }
  return [...gaps.values()];
}

function gapPlace(source: SourceText, node: YamlNode, error: PebbleError | undefined): Place {
  if (error && node.kind === "scalar") return source.place(scalarOffset(source.text, node, error.offset));
  return source.place(node.span.start);
}

import type { ChangeImpact } from "../../changes/change-impact.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { pushAll } from "../../util/push-all.ts";
import { count, firstOf } from "../../util/text.ts";
import { followsLines } from "../diff/diff-text.ts";
import { fullLength, type Omitted } from "../limit-lists.ts";
import type { TextOptions } from "../options.ts";
import { startedSections } from "./started-lines.ts";
import { unknownLines } from "./unknown-lines.ts";

/** The impact of several assets together. */
export function selectionImpactText(answer: ChangeImpact & Omitted, options: TextOptions): string {
  const { style } = options;
  const { starts, assets, flows, beyond } = answer;
  const lines = [
    style.strong(`From ${count(starts.length, "asset")}: ${firstOf(starts.map(escapeControlChars), 10)}`),
    "",
  ];
  const counts = {
    impactedAssets: fullLength(answer, "assets", assets),
    impactedFlows: fullLength(answer, "flows", flows),
    brokenFlows: 0,
  };
  pushAll(lines, followsLines(answer, counts, options));
  if (beyond > 0) lines.push(style.warning(`${count(beyond, "asset")} beyond --depth not shown`), "");
  for (const section of startedSections(answer.activation, options)) pushAll(lines, [...section, ""]);
  pushAll(lines, unknownLines(answer.unknown, options));
  return `${lines.join("\n")}\n`;
}

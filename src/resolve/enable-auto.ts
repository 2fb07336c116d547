import { get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { type CaseInProgress, dropBoth } from "./case-in-progress.ts";
import { shorten } from "./shorten.ts";

/**
 * Adds what follows from `enableAuto`: `true` lets the plugin add assets at run time. Kestra emits nothing if the
 * expression fails or is not a boolean.
 *
 * @returns whether the task keeps its assets
 */
export function readEnableAuto(inCase: CaseInProgress): boolean {
  const { site, evaluation, gaps, waiting } = inCase;
  const node = get(site.assets, "enableAuto");
  if (!node || (node.kind === "scalar" && node.value === null)) return true;
  if (node.kind !== "scalar")
    return isInvalid(inCase, node, `a ${node.kind === "list" ? "list" : "mapping"}`);
  const { result, dependencies } = evaluation.render(scalarText(node), site.level);
  if (result.kind === "error") {
    dropBoth(inCase, node, result.error);
    return false;
  }
  if (result.kind === "holes") {
    for (const side of ["inputs", "outputs"])
      waiting.set(side, [...(waiting.get(side) ?? []), ...dependencies]);
  } else {
    if (!BOOLEAN.test(result.text)) return isInvalid(inCase, node, `"${shorten(result.text, 160)}"`);
    if (OFF.test(result.text)) return true;
  }
  gaps.push({
    kind: "auto",
    node,
    message: `the task "${site.task.id}" may emit more assets at run time ("enableAuto")`,
  });
  return true;
}

/** The beginning of JSON that Kestra reads as a boolean: a number is true unless it is 0, an empty text is null. */
const BOOLEAN = /^\s*(?:true\b|false\b|null\b|"(?:true|false)?"|-?\d+\s*$|$)/i;
const OFF = /^\s*(?:"?false\b|null\b|""|-?0+\s*$|$)/i;

function isInvalid({ site, gaps }: CaseInProgress, node: YamlNode, what: string): false {
  const message = `"enableAuto" must be true or false, not ${what}; the task "${site.task.id}" emits nothing`;
  gaps.push({ kind: "invalid", node, message });
  return false;
}

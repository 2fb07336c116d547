import { get, type Task } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { Call, Passed, PassedValues } from "../model/links.ts";
import type { FlowId } from "../model/model.ts";
import type { Rendered, Unknown } from "../pebble/index.ts";
import { passedText, passedValue, renderNode } from "./passed-value.ts";
import { isTrue } from "./site.ts";
import type { WithDependencies } from "./with-dependencies.ts";

/** The arguments of a call and the flow that it names, absent if unknown. */
export interface CallText extends Pick<Call, "inputs" | "labels"> {
  readonly to?: FlowId;
  readonly dependencies: readonly Unknown[];
}

/**
 * @param labelsOfFlow the labels of the calling flow by name, which `inheritLabels` passes on
 * @param render in the scope of the calling task
 */
export function readCall(
  node: Task["node"],
  labelsOfFlow: readonly string[],
  render: (text: string) => WithDependencies<Rendered>,
): CallText {
  const dependencies: Unknown[] = [];
  const read = (valueNode: YamlNode) => {
    const rendered = renderNode(valueNode, render);
    dependencies.push(...rendered.dependencies);
    return rendered.value;
  };
  const values = (key: string): PassedValues => {
    const map = get(node, key);
    const entries = map?.kind === "map" ? map.entries : [];
    return Object.fromEntries(
      entries.map(({ key: name, value }): [string, Passed] => [name.text, passedValue(read(value))]),
    );
  };
  const text = (key: string): string | undefined => {
    const property = get(node, key);
    if (property?.kind !== "scalar" || property.value === null) return undefined;
    if (typeof property.value !== "string") return scalarText(property);
    const value = read(property);
    return value.kind === "string" ? value.value : undefined;
  };
  const [namespace, flow] = [text("namespace"), text("flowId")];
  const inherited = (): PassedValues =>
    Object.fromEntries(
      labelsOfFlow.map((name): [string, Passed] => {
        const { result, dependencies: own } = render(
          `{{ labels${name.split(".").map(attribute).join("")} }}`,
        );
        dependencies.push(...own);
        return [name, passedText(result)];
      }),
    );
  const inputs = values("inputs");
  const labels = { ...(isTrue(get(node, "inheritLabels")) && inherited()), ...values("labels") };
  return {
    ...(namespace !== undefined && flow !== undefined && { to: { namespace, flow } }),
    inputs,
    ...(Object.keys(labels).length > 0 && { labels }),
    dependencies,
  };
}

function attribute(name: string): string {
  return `[${JSON.stringify(name)}]`;
}

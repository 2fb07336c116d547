import { type Flow, get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { isTemplate } from "../pebble/index.ts";

/** An input of a flow as declared. FORM children carry their dotted id. */
export interface Input {
  readonly id: string;
  readonly type: string;
  readonly node: YamlMap;
  readonly required: boolean;
  /** Whether its value, or each of its items, is a secret, which is never known here and never shown. */
  readonly secret: boolean;
  readonly defaults: YamlNode | undefined;
  /** The literal options of a SELECT or MULTISELECT. */
  readonly options: readonly string[];
  /** The template of the options, if they are not literal. */
  readonly optionsExpression: YamlScalar | undefined;
  readonly allowCustomValue: boolean;
  /** Without those that are expressions. */
  readonly limits: InputLimits;
  /** The conditions for this input to exist: the `dependsOn` of its FORM, then its own. */
  readonly dependsOn: readonly Dependency[];
}

/** What the conversion of a value depends on. Plain data. */
export type TypedInput = Pick<Input, "id" | "type" | "limits">;

/** Properties that restrict the values of an input, as text: its bounds, its pattern, and the type of its items. */
export type InputLimits = Readonly<Partial<Record<InputLimit, string>>>;

const LIMITS = ["min", "max", "after", "before", "validator", "itemType"] as const;
export type InputLimit = (typeof LIMITS)[number];

export interface Dependency {
  /** Ids of the required inputs. */
  readonly inputs: readonly string[];
  readonly condition: YamlScalar | undefined;
}

/** The inputs of a flow in their order. Source: Kestra's io.kestra.core.models.flows.input classes. */
export function flowInputs(flow: Flow): Input[] {
  return inputList(get(flow.node, "inputs"), "", []);
}

/** Whether the type of the input has a list of options. */
export function isListed({ type }: Pick<Input, "type">): boolean {
  return type === "SELECT" || type === "ENUM" || type === "MULTISELECT";
}

/** The type of the items of an ARRAY. */
export function itemTypeOf({ limits }: TypedInput): string | undefined {
  return limits.itemType?.toUpperCase();
}

/** Ids of all inputs that this one depends on: the only ones visible to its default, options and conditions. */
export function neededInputs(input: Input): readonly string[] {
  return input.dependsOn.flatMap((dependency) => dependency.inputs);
}

function inputList(node: YamlNode | undefined, prefix: string, outer: readonly Dependency[]): Input[] {
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item): Input[] => {
    const id = text(get(item, "id")) ?? text(get(item, "name"));
    if (item.kind !== "map" || id === undefined) return [];
    const type = (text(get(item, "type")) ?? "STRING").toUpperCase();
    const dependsOn = [...outer, ...dependencyOf(get(item, "dependsOn"))];
    if (type === "FORM") return inputList(get(item, "inputs"), `${prefix}${id}.`, dependsOn);
    const options = get(item, "values") ?? get(item, "options");
    return [
      {
        id: prefix + id,
        type,
        node: item,
        required: scalarValue(get(item, "required")) !== false,
        secret: type === "SECRET" || text(get(item, "itemType"))?.toUpperCase() === "SECRET",
        defaults: present(get(item, "defaults")) ?? autoSelected(item, type, options),
        options: options?.kind === "list" ? options.items.flatMap(optionText) : [],
        optionsExpression: scalar(get(item, "expression")) ?? scalar(options),
        allowCustomValue: scalarValue(get(item, "allowCustomValue")) === true,
        limits: limitsOf(item),
        dependsOn,
      },
    ];
  });
}

/** `autoSelectFirst: true` makes the first literal option the default if there is none. */
function autoSelected(item: YamlMap, type: string, options: YamlNode | undefined): YamlNode | undefined {
  if (scalarValue(get(item, "autoSelectFirst")) !== true || options?.kind !== "list") return undefined;
  const first = options.items[0];
  if (!first || optionText(first).length === 0) return undefined;
  const value = first.kind === "map" ? (get(first, "value") ?? first) : first;
  return type === "MULTISELECT" ? { kind: "list", items: [value], span: value.span } : value;
}

/** Options are text, or since 2.0 mappings with a label and a value. */
function optionText(node: YamlNode): string[] {
  const value = node.kind === "map" ? get(node, "value") : node;
  return value?.kind === "scalar" && value.value !== null ? [scalarText(value)] : [];
}

function limitsOf({ entries }: YamlMap): InputLimits {
  let limits: InputLimits = NO_LIMITS;
  for (const { key, value } of entries) {
    const limit = LIMITS.find((candidate) => candidate === key.text);
    const written = limit && text(value);
    if (limit && written !== undefined && !isTemplate(written)) limits = { ...limits, [limit]: written };
  }
  return limits;
}

const NO_LIMITS: InputLimits = {};

function dependencyOf(node: YamlNode | undefined): Dependency[] {
  if (node?.kind !== "map") return [];
  const inputs = get(node, "inputs");
  const needed = inputs?.kind === "list" ? inputs.items.flatMap((item) => text(item) ?? []) : [];
  return [{ inputs: needed, condition: scalar(get(node, "condition")) }];
}

function present(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === "scalar" && node.value === null ? undefined : node;
}

function scalar(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === "scalar" && node.value !== null ? node : undefined;
}

function scalarValue(node: YamlNode | undefined): unknown {
  return node?.kind === "scalar" ? node.value : undefined;
}

function text(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? scalarText(node) : undefined;
}

import { blueprintBlock } from "../flows/blueprint-text.ts";
import { get } from "../flows/flow.ts";
import { readYaml } from "../flows/read-yaml.ts";
import { type SourceText, sourceText } from "../flows/source-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { AssetsError } from "../util/errors.ts";

/** An argument of a blueprint, in the form of a flow's input. */
export interface BlueprintArgument {
  readonly id: string;
  readonly type: string;
  readonly displayName?: string;
  /** The offered values of a SELECT or MULTISELECT. */
  readonly values?: readonly string[];
  /** Whether other values are allowed too. */
  readonly allowCustomValue: boolean;
  readonly required: boolean;
  readonly defaults?: unknown;
}

export interface Blueprint {
  readonly source: SourceText;
  readonly title?: string;
  readonly arguments: readonly BlueprintArgument[];
}

/** Reads the arguments of a blueprint; undefined for other files. Throws an AssetsError for damaged arguments. */
export function readBlueprint(source: SourceText): Blueprint | undefined {
  const block = blueprintBlock(source.text);
  if (block === undefined) return undefined;
  const [document] = readYaml(sourceText(source.file, block.text));
  const problem = document?.problems[0];
  const extend = get(document?.node, "extend");
  const given = get(extend, "templateArguments");
  if (problem !== undefined || given?.kind !== "list") {
    throw new AssetsError(
      `the templateArguments of "${source.file}" ${problem === undefined ? "are not a list" : "are not valid YAML"}`,
      { hint: "Write them like the inputs of a flow: a list of id and type." },
    );
  }
  const title = textOf(get(extend, "title"));
  return {
    source,
    ...(title !== undefined && { title }),
    arguments: given.items.map((item) => readArgument(source.file, item)),
  };
}

function readArgument(file: string, node: YamlNode): BlueprintArgument {
  const id = textOf(get(node, "id"));
  if (id === undefined || id === "")
    throw new AssetsError(`an argument of the blueprint "${file}" has no id`, {
      hint: "Add an id and a type.",
    });
  const [values, defaults, displayName] = [
    get(node, "values"),
    get(node, "defaults"),
    textOf(get(node, "displayName")),
  ];
  return {
    id,
    type: (textOf(get(node, "type")) ?? "STRING").toUpperCase(),
    ...(displayName !== undefined && { displayName }),
    ...(values?.kind === "list" && { values: values.items.flatMap((item) => textOf(item) ?? []) }),
    allowCustomValue: plain(get(node, "allowCustomValue")) === true,
    required: plain(get(node, "required")) !== false,
    ...(defaults !== undefined && { defaults: plain(defaults) }),
  };
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : undefined;
}

function plain(node: YamlNode | undefined): unknown {
  if (node?.kind === "map")
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  if (node?.kind === "list") return node.items.map(plain);
  return node?.kind === "scalar" ? node.value : undefined;
}

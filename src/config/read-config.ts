import { get } from "../flows/flow.ts";
import { readYaml } from "../flows/read-yaml.ts";
import type { SourceText } from "../flows/source-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { checkSchema } from "./check-schema.ts";
import {
  type Config,
  defaultConfig,
  type FlowConfig,
  type InferConfig,
  type InputValues,
  type KestraRelease,
  kestraRelease,
  type RuleLevel,
  type RuleOverride,
  type ServerFile,
} from "./config.ts";
import { configError } from "./config-error.ts";

/**
 * Parses a configuration.
 *
 * @param folder absolute; the base of its paths
 * @throws ConfigError
 */
export function readConfig(source: SourceText, folder: string): Config {
  const node = onlyDocument(source, "a configuration");
  if (node === undefined) return defaultConfig(folder);
  const data = node.kind === "map" ? plain(withoutEmptyKeys(node)) : plain(node);
  const wrong = checkSchema(source, node, data);
  if (wrong.length > 0) throw configError(wrong);
  return withDefaults(folder, node, data as Written);
}

/**
 * Parses a values file: the contents of `values` in a configuration.
 *
 * @throws ConfigError
 */
export function readValuesFile(source: SourceText): ServerFile {
  const node = onlyDocument(source, "a values file");
  if (node === undefined) return {};
  const { span } = node;
  const key: YamlScalar = { kind: "scalar", value: "values", text: "values", style: "plain", span };
  const data = { values: plain(node) };
  const wrong = checkSchema(source, { kind: "map", entries: [{ key, value: node }], span }, data);
  if (wrong.length > 0) throw configError(wrong);
  return data.values as ServerFile;
}

/** Undefined for an empty document. */
function onlyDocument(source: SourceText, what: string): YamlNode | undefined {
  const documents = readYaml(source);
  const problems = documents.flatMap((document) => document.problems);
  if (problems.length > 0) throw configError(problems);
  const note = documents[0]?.notes[0];
  if (note !== undefined) {
    throw configError([
      { place: note.place, message: "aliases are not supported here: write the value itself" },
    ]);
  }
  const [document, second] = documents;
  if (second?.node !== undefined) {
    const place = source.place(second.node.span.start);
    throw configError([{ place, message: `${what} must be a single document: remove all others` }]);
  }
  const node = document?.node;
  return node?.kind === "scalar" && node.value === null ? undefined : node;
}

/** A key without a value (`exclude:`) is equivalent to a missing key. */
function withoutEmptyKeys(node: YamlMap): YamlMap {
  const entries = node.entries.filter(({ value }) => value.kind !== "scalar" || value.value !== null);
  return { ...node, entries };
}

/** The shape after validation by the schema. */
interface Written
  extends Partial<
    Omit<Config, "folder" | "file" | "kestra" | "flows" | "rules" | "overrides" | "suppressions" | "infer">
  > {
  readonly kestra?: string | number;
  readonly infer?: boolean | Partial<InferConfig>;
  readonly rules?: WrittenRules;
  readonly overrides?: readonly (Omit<RuleOverride, "rules"> & { readonly rules: WrittenRules })[];
  readonly suppressions?: Partial<Config["suppressions"]>;
  readonly flows?: Readonly<Record<string, Partial<FlowConfig>>>;
}

/** YAML parses an unquoted `off` as false. */
type WrittenRules = Readonly<Record<string, RuleLevel | false>>;

const NOTHING_MORE: InferConfig = { groups: [], types: [], aliases: [], manifests: [] };

function withDefaults(folder: string, node: YamlNode, config: Written): Config {
  const { kestra: _, flows, rules, overrides, suppressions, infer, ...written } = config;
  const kestra = release(get(node, "kestra"));
  const defaults = defaultConfig(folder);
  return {
    ...defaults,
    ...written,
    ...(kestra === undefined ? {} : { kestra }),
    infer: infer === false ? false : { ...NOTHING_MORE, ...(infer === true ? {} : infer) },
    rules: levels(rules ?? {}),
    overrides: (overrides ?? []).map((override) => ({ ...override, rules: levels(override.rules) })),
    suppressions: { ...defaults.suppressions, ...suppressions },
    flows: Object.fromEntries(
      Object.entries(flows ?? {}).map(([id, settings]): [string, FlowConfig] => [
        id,
        { inputs: settings.inputs ?? ({} satisfies InputValues) },
      ]),
    ),
  };
}

function levels(rules: WrittenRules): Record<string, RuleLevel> {
  return Object.fromEntries(Object.entries(rules).map(([rule, level]) => [rule, level || "off"]));
}

/** YAML parses an unquoted `2.0` as a number; the source text is used instead. */
function release(node: YamlNode | undefined): KestraRelease | undefined {
  if (node?.kind !== "scalar") return undefined;
  return kestraRelease(node.text);
}

/** A node as JSON data; numbers outside JSON keep their source text. */
function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case "scalar": {
      const isJson =
        typeof node.value !== "bigint" && (typeof node.value !== "number" || Number.isFinite(node.value));
      return isJson ? node.value : node.text;
    }
    case "list":
      return node.items.map(plain);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  }
}

import { get } from "../../flows/flow.ts";
import { scalarText } from "../../flows/scalar-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import { isTemplate, type PebbleError, toData, tryParseJson, type Unknown } from "../../pebble/index.ts";
import { Evaluation } from "../../resolve/evaluation.ts";
import type { ScopeLevel } from "../../resolve/site.ts";
import { isConstant, type Text } from "../resource/text.ts";
import type { SqlFragment } from "../sql/index.ts";
import { type FindSourceFile, sourceFileIn } from "./source-file.ts";

/** A text of a task in one case. */
export interface PropertyText {
  readonly text: Text;
  readonly scalar: YamlScalar;
  /** The expression as written, for each hole with a single source. */
  readonly expressions: ReadonlyMap<SqlFragment, string>;
  /** The SQL file with the text. */
  readonly file?: string;
}

/** The properties of a task in one case; each text is rendered once. */
export interface Properties {
  readonly node: YamlMap;
  readonly level: ScopeLevel;
  readonly evaluation: Evaluation;
  /** The text of a scalar; undefined if an expression in it always fails. */
  render(scalar: YamlScalar): PropertyText | undefined;
  /** Unknown values used by the texts. */
  readonly dependencies: readonly Unknown[];
  readonly failures: readonly { readonly scalar: YamlScalar; readonly error: PebbleError }[];
  /** The choices that a text depends on, among those made. */
  choicesOf(scalar: YamlScalar): readonly string[];
  /** The text with every choice open. */
  open(scalar: YamlScalar): Text | undefined;
}

export function createProperties(
  node: YamlMap,
  level: ScopeLevel,
  evaluation: Evaluation,
  findSourceFile?: FindSourceFile,
): Properties {
  const rendered = new Map<YamlScalar, PropertyText | undefined>();
  const dependencies: Unknown[] = [];
  const failures: { scalar: YamlScalar; error: PebbleError }[] = [];
  const opened = new Map<YamlScalar, { text: Text | undefined; dependencies: readonly Unknown[] }>();

  const contentOf = (scalar: YamlScalar): Content => {
    const written = scalarText(scalar);
    const sql = sourceFileIn(written, findSourceFile);
    if (sql === undefined) return { raw: written, isConstant: !isTemplate(written) };
    return { raw: sql.text, isConstant: !sql.rendered || !isTemplate(sql.text), file: sql.file };
  };
  const openly = (scalar: YamlScalar) => {
    let found = opened.get(scalar);
    if (found === undefined) {
      const open = new Evaluation(evaluation.context, new Map(), evaluation.loops);
      const { raw } = contentOf(scalar);
      const result = open.render(raw, level);
      found = {
        text: result.result.kind === "error" ? undefined : textOf(result.result, scalar, raw).text,
        dependencies: result.dependencies,
      };
      opened.set(scalar, found);
    }
    return found;
  };
  return {
    node,
    level,
    evaluation,
    dependencies,
    failures,
    render(scalar) {
      if (rendered.has(scalar)) return rendered.get(scalar);
      const { raw, isConstant, file } = contentOf(scalar);
      let result: PropertyText | undefined;
      if (isConstant) result = { text: raw === "" ? [] : [raw], scalar, expressions: NONE };
      else {
        const outcome = evaluation.render(raw, level);
        if (outcome.result.kind === "error") failures.push({ scalar, error: outcome.result.error });
        else {
          dependencies.push(...outcome.dependencies);
          result = textOf(outcome.result, scalar, raw);
        }
      }
      if (result !== undefined && file !== undefined) result = { ...result, file };
      rendered.set(scalar, result);
      return result;
    },
    choicesOf(scalar) {
      if (evaluation.assignment.size === 0 || contentOf(scalar).isConstant) return [];
      const origins = new Set(openly(scalar).dependencies.map(({ origin }) => origin));
      return [...evaluation.assignment.keys()].filter((key) => origins.has(key));
    },
    open: (scalar) => openly(scalar).text,
  };
}

/** The value of a scalar before its expressions are evaluated. */
interface Content {
  readonly raw: string;
  readonly isConstant: boolean;
  readonly file?: string;
}

const NONE: ReadonlyMap<SqlFragment, string> = new Map();

function textOf(
  rendered: Exclude<ReturnType<Evaluation["render"]>["result"], { kind: "error" }>,
  scalar: YamlScalar,
  raw: string,
): PropertyText {
  if (rendered.kind === "known")
    return { text: rendered.text === "" ? [] : [rendered.text], scalar, expressions: NONE };
  const expressions = new Map<SqlFragment, string>();
  const text = rendered.parts.map((part, index): SqlFragment => {
    if (typeof part === "string") return part;
    const span = rendered.spans[index];
    const written = span && raw.slice(span.start, span.end);
    // A filter derives another value from the same secret.
    const hole = { hole: written?.includes("|") ? `${part.reason} ${written}` : part.reason };
    if (written !== undefined) expressions.set(hole, written);
    return hole;
  });
  return { text, scalar, expressions };
}

/**
 * The node of a dotted path. Keys may hold dots themselves: `properties.bootstrap.servers`.
 *
 * @returns undefined if a part is absent or null
 */
export function findProperty(node: YamlNode, path: string): YamlNode | undefined {
  if (node.kind !== "map") return undefined;
  const whole = get(node, path);
  if (whole !== undefined) return whole.kind === "scalar" && whole.value === null ? undefined : whole;
  for (let dot = path.indexOf("."); dot !== -1; dot = path.indexOf(".", dot + 1)) {
    const inner = get(node, path.slice(0, dot));
    const found = inner && findProperty(inner, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The scalars of a node with one or several texts. */
export function scalarsIn(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === "scalar") return node.value === null ? [] : [node];
  if (node.kind === "list") return node.items.flatMap(scalarsIn);
  return node.entries.flatMap(({ value }) => scalarsIn(value));
}

/** The texts of a property; a JSON list in a text gives its items. */
export function textsOf(properties: Properties, node: YamlNode): readonly PropertyText[] {
  return scalarsIn(node).flatMap((scalar) => {
    const found = properties.render(scalar);
    if (found === undefined || found.text.length === 0) return [];
    return isConstant(found.text) ? (jsonItems(found) ?? [found]) : [found];
  });
}

function jsonItems(found: PropertyText): PropertyText[] | undefined {
  const [text] = found.text;
  if (typeof text !== "string" || !/^\s*\[[\s\S]*\]\s*$/.test(text)) return undefined;
  const value = tryParseJson(text);
  if (value?.kind !== "list") return undefined;
  const items = value.items.map(toData);
  if (!items.every((item) => typeof item === "string")) return undefined;
  return items.map((item) => ({ ...found, text: item === "" ? [] : [item] }));
}

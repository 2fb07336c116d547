import { get } from "../flows/flow.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { EntryClaim } from "../model/declared.ts";
import { namespaceProblem } from "../model/id.ts";
import type { Side } from "../model/model.ts";
import { isTemplate } from "../pebble/index.ts";
import type { CaseGap } from "./gaps.ts";
import { shorten } from "./shorten.ts";

/** Fields that Kestra reads as text. Source: Kestra's AssetIdentifier and Asset. */
const TEXT_FIELDS: Readonly<Record<Side, ReadonlySet<string>>> = {
  inputs: new Set(["type", "namespace"]),
  outputs: new Set(["type", "namespace", "displayName", "description"]),
};

/** The reason why Kestra cannot read a field of an entry and therefore drops the list, or undefined. */
export function shapeProblem(side: Side, key: string, value: YamlNode): string | undefined {
  const effect = `Kestra drops the ${side}`;
  if (TEXT_FIELDS[side].has(key) && value.kind !== "scalar")
    return `"${key}" must be text, not ${KINDS[value.kind]}; ${effect}`;
  if (key === "metadata" && side === "outputs" && (value.kind === "list" || isText(value)))
    return `"metadata" must be a mapping, not ${KINDS[value.kind]}; ${effect}`;
  return undefined;
}

const KINDS = { list: "a list", map: "a mapping", scalar: "text" } as const;

/** Kestra does not read a rendered text as a mapping. */
function isText(value: YamlNode): boolean {
  return value.kind === "scalar" && value.value !== null;
}

/** A gap for each field that makes Kestra drop the list. */
export function entryShapeGaps(entry: YamlMap, side: Side): CaseGap[] {
  return entry.entries.flatMap(({ key, value }): CaseGap[] => {
    const message = shapeProblem(side, key.text, value);
    return message === undefined ? [] : [{ kind: "invalid", about: "field", node: key, message }];
  });
}

/** Source: Kestra's Asset.type, `@NotBlank`; AssetIdentifier.type, which inputs have, is free. */
export function blankTypeProblem(type: string, id: string): string | undefined {
  return type.trim() === "" ? `the type of the output "${id}" is blank; Kestra rejects it` : undefined;
}

/** Source: Kestra's Asset.namespace; AssetIdentifier.namespace, which inputs have, is free. */
export function invalidNamespaceProblem(namespace: string): string | undefined {
  const problem = namespaceProblem(namespace);
  return problem && `"${shorten(namespace, 160)}" is not a valid namespace: ${problem}`;
}

/** Source: Kestra's documentation of lifecycle fields; `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`, or empty. */
export function ttlProblem(ttl: string): string | undefined {
  if (ttl === "" || isInstant(ttl)) return undefined;
  return `"${shorten(ttl, 160)}" is not a UTC time with milliseconds, such as "2027-01-31T00:00:00.000Z"`;
}

function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

/** A field of an output that Kestra rejects, with the effect on the entry. */
export interface RejectedField {
  readonly gap: CaseGap;
  readonly value: YamlScalar;
  /** Whether every release rejects it: those without lifecycle fields keep a `ttl` as metadata. */
  readonly always: boolean;
}

/** The rejected fields of an output, by their values in this case. */
export function rejectedFields(entry: YamlMap, claim: EntryClaim): RejectedField[] {
  return CHECKED_FIELDS.flatMap((about): RejectedField[] => {
    const value = get(entry, about);
    const text = claim[about];
    if (value?.kind !== "scalar" || text === undefined) return [];
    const message = problemOf(about, text, idText(entry));
    if (message === undefined) return [];
    return [{ gap: { kind: "invalid", about, node: value, message }, value, always: about !== "ttl" }];
  });
}

const CHECKED_FIELDS = ["type", "namespace", "ttl"] as const;

function problemOf(field: (typeof CHECKED_FIELDS)[number], text: string, id: string): string | undefined {
  switch (field) {
    case "type":
      return blankTypeProblem(text, id);
    case "namespace":
      return invalidNamespaceProblem(text);
    case "ttl":
      return isTemplate(text) ? undefined : ttlProblem(text);
  }
}

function idText(entry: YamlMap): string {
  const id = get(entry, "id");
  return id?.kind === "scalar" ? id.text : "";
}

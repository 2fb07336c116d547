import { get } from "../../flows/flow.ts";
import type { YamlMap, YamlNode } from "../../flows/yaml-node.ts";
import { isTemplate } from "../../pebble/index.ts";
import { mayBecomeEntry } from "../../resolve/entry-list.ts";
import { shapeProblem } from "../../resolve/rejected-fields.ts";
import type { Declaration, DeclarationEntry, EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { LocatedGap } from "../located-gaps.ts";
import type { FlowRule } from "../rule.ts";

export const assetsShape: FlowRule = {
  id: "assets-shape",
  scope: "flow",
  severity: "error",
  description: "`assets`, one of its lists, or an entry has an invalid shape.",
  why: "`assets` is a mapping, `inputs` and `outputs` are lists of mappings, `metadata` is a mapping, and `id`, `type`, `namespace`, `displayName` and `description` are text. Kestra reads the lists only after the task has run, so an invalid shape passes validation and the list is lost.",
  remedy:
    "Write the block as in the example. A list can also be an expression with a JSON array as its result.",
  examples: [
    {
      bad: declaring(`
inputs: crm.public.orders
outputs:
  id: orders
  type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
inputs:
  - id: crm.public.orders
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onDeclaration,
  onEntry,
  onField,
  onGap,
};

function* onDeclaration(
  { site: { assets }, key, byProperties }: Declaration,
  { kestra, rangeOf }: FlowRuleContext,
): Generator<RawFinding> {
  if (byProperties) return;
  if (assets.kind === "map") {
    yield* switches(assets, rangeOf);
  } else if (
    assets.kind === "scalar" &&
    isTemplate(assets.text) &&
    (kestra === undefined || kestra === "1.2")
  ) {
    const message = 'only early builds of Kestra 1.2 read "assets" as an expression: write a mapping';
    yield { range: rangeOf(key), message, severity: "warning" };
  } else if (!isNull(assets)) {
    const message = `"assets" must be a mapping with "inputs" and "outputs", not ${nameOf(assets)}`;
    yield { range: rangeOf(key), message };
  }
}

function onEntry(
  { declaration, side, node, inText }: DeclarationEntry,
  { rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (!mayBeEmitted(declaration) || node.kind === "map") return undefined;
  const range = rangeOf(node);
  if (node.kind === "scalar" && mayBecomeEntry(node)) {
    const message = `not every Kestra release accepts text as an entry of "${side}": write a mapping with an "id"`;
    return { range, message, severity: "warning" };
  }
  const isId = node.kind === "scalar" && !isNull(node) && !inText && node.text.trim() !== "";
  const written = isId ? `; write "id: ${node.text}"` : "";
  const what = isNull(node) ? "empty" : nameOf(node);
  return { range, message: `an entry of "${side}" must be a mapping with an "id", not ${what}${written}` };
}

function* onField(
  { entry: { declaration, side }, key, value }: EntryField,
  { rangeOf }: FlowRuleContext,
): Generator<RawFinding> {
  if (!mayBeEmitted(declaration)) return;
  const message = shapeProblem(side, key.text, value);
  if (message !== undefined) yield { range: rangeOf(key), message };
  else if (LIFECYCLE_FIELDS.has(key.text) && value.kind !== "scalar") {
    yield { range: rangeOf(key), message: `"${key.text}" must be text, not ${nameOf(value)}` };
  }
  if (side === "outputs" && RELATIONS.has(key.text)) yield* longRoles(value, rangeOf);
}

/** Kestra's AssetRelationRef, `@Size(max = 100)`: not in a release yet. */
const MAX_ROLE_LENGTH = 100;
const RELATIONS: ReadonlySet<string> = new Set(["partOf", "related", "relatedTo"]);

function* longRoles(value: YamlNode, rangeOf: FlowRuleContext["rangeOf"]): Generator<RawFinding> {
  for (const relation of value.kind === "list" ? value.items : [value]) {
    const role = get(relation, "role");
    if (role?.kind !== "scalar" || isTemplate(role.text) || role.text.length <= MAX_ROLE_LENGTH) continue;
    const message = `a role has at most ${MAX_ROLE_LENGTH} characters, but this one has ${role.text.length}`;
    yield { range: rangeOf(role), message, severity: "warning" };
  }
}

function onGap({ about, isLiteral, range, message }: LocatedGap): RawFinding | undefined {
  return about === "list" || (about === "field" && !isLiteral) ? { range, message } : undefined;
}

function mayBeEmitted({ byProperties, inert }: Declaration): boolean {
  return !byProperties && inert === undefined;
}

/** Releases without these fields keep any value as metadata. */
const LIFECYCLE_FIELDS: ReadonlySet<string> = new Set(["status", "ttl", "owner"]);

const BEHAVIORS = ["WARN", "FAIL", "IGNORE"];

function* switches(assets: YamlMap, rangeOf: FlowRuleContext["rangeOf"]): Generator<RawFinding> {
  for (const { key, value } of assets.entries) {
    if (key.text === "enableAuto" && !isBoolean(value)) {
      const message = '"enableAuto" must be true or false, or an expression with such a result';
      yield { range: rangeOf(value), message, severity: "warning" };
    }
    if (key.text === "assetFailureBehavior" && !isBehavior(value)) {
      const message = '"assetFailureBehavior" must be "WARN", "FAIL" or "IGNORE"';
      yield { range: rangeOf(value), message, severity: "warning" };
    }
  }
}

function isBoolean(node: YamlNode): boolean {
  if (node.kind !== "scalar") return false;
  return (
    node.value === null ||
    typeof node.value === "boolean" ||
    /^(true|false)$/i.test(node.text) ||
    isTemplate(node.text)
  );
}

function isBehavior(node: YamlNode): boolean {
  if (node.kind !== "scalar") return false;
  return node.value === null || BEHAVIORS.includes(node.text) || isTemplate(node.text);
}

function isNull(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

function nameOf(node: YamlNode): string {
  return { list: "a list", map: "a mapping", scalar: "text" }[node.kind];
}

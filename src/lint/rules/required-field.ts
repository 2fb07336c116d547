import type { Asset } from "../../model/model.ts";
import type { Json } from "../../util/json.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { type Policy, severityAndReason } from "../policy.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const requiredField: RepositoryRule = {
  id: "required-field",
  scope: "repository",
  severity: "warning",
  description: "An asset lacks a field required by a policy.",
  why: "A policy with `require` lists the fields that every asset of a selection must have: `namespace`, `type`, `displayName`, `description`, `owner` or `metadata.<key>`.",
  remedy:
    "Add the field to a declaration that writes the asset. The owner can also be the label `owner` of the flow.",
  examples: [
    {
      bad: {
        "assets.config.yaml": `policies:
  - select: type:Table
    require: [owner, metadata.model_layer]
`,
        ...declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table
    metadata:
      owner: sales`),
      },
      good: {
        "assets.config.yaml": `policies:
  - select: type:Table
    require: [owner, metadata.model_layer]
`,
        ...declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table
    metadata:
      owner: sales
      model_layer: staging`),
      },
    },
  ],
  onPolicy,
  needsWholeRepository: (policies) => policies.some(({ require }) => require !== undefined),
};

function* onPolicy(policy: Policy, context: RepositoryRuleContext): Generator<RawFinding> {
  if (policy.require === undefined) return;
  const { severity, reason } = severityAndReason(policy);
  for (const { asset, range } of context.mentioned(policy.select)) {
    for (const field of policy.require) {
      if (has(asset, field, context)) continue;
      yield { range, message: `the asset "${asset.id}" has no ${nameOf(field)}${reason}`, severity };
    }
  }
}

function has(asset: Asset, field: string, { ownersOf }: RepositoryRuleContext): boolean {
  // An owner from an expression has no name before a run.
  if (field === "owner" && (ownersOf(asset).length > 0 || present(asset.metadata, "owner"))) return true;
  if (field.startsWith("metadata.")) return present(asset.metadata, field.slice("metadata.".length));
  const value = Object.entries(asset).find(([key]) => key === field)?.[1];
  return value !== undefined && value !== "";
}

/** A key with dots in it, or a path of keys. */
function present(metadata: Asset["metadata"], key: string): boolean {
  if (Object.hasOwn(metadata, key)) return metadata[key] !== null && metadata[key] !== "";
  let value: Json | undefined = metadata;
  for (const part of key.split(".")) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    value = Object.entries(value).find(([name]) => name === part)?.[1];
  }
  return value !== undefined && value !== null && value !== "";
}

function nameOf(field: string): string {
  return field.startsWith("metadata.") ? `metadata "${field.slice("metadata.".length)}"` : field;
}

import { isTemplate } from "../../pebble/index.ts";
import { suggestWord } from "../../util/suggest.ts";
import type { EntryField } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { replaceScalar } from "../fix/rename-key.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const unknownType: FlowRule = {
  id: "unknown-type",
  scope: "flow",
  severity: "warning",
  description: "A type starts with `io.kestra.` but is undefined or outdated.",
  why: "Kestra stores an unknown type as free text, so filters and views for tables or files miss the asset. Kestra's documentation still shows old names.",
  remedy:
    "Use a type defined by Kestra, or a custom name without `io.kestra.`. `--fix` replaces old and misspelled names.",
  fixable: true,
  examples: [
    {
      bad: declaring(`
outputs:
  - id: orders
    type: io.kestra.core.models.assets.Table`),
      good: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onField,
};

const PACKAGE = "io.kestra.plugin.ee.assets.";
const DEFINED = [
  ...["Dataset", "Deployment", "File", "Table", "VM"].map((name) => PACKAGE + name),
  "io.kestra.core.models.assets.External",
];

/** Types written by the Helm plugin, although Kestra has no such classes. */
const EMITTED = [
  `${PACKAGE}HelmRelease`,
  `${PACKAGE}KubernetesResource`,
  "io.kestra.plugin.helm.assets.Chart",
];

/** Names from before the classes moved. Source: the models of Kestra 1.2 before its release. */
const OLD = /^io\.kestra\.core\.models\.assets\.(Table|Dataset|File|VM|External)(?:Asset)?$/i;

function onField(
  { entry: { inText }, key, value: type }: EntryField,
  { rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (key.text !== "type" || type.kind !== "scalar" || typeof type.value !== "string") return undefined;
  const written = type.value;
  if (isTemplate(written) || !written.startsWith("io.kestra.")) return undefined;
  if (DEFINED.includes(written) || EMITTED.includes(written)) return undefined;
  const now = currentName(written);
  const simple = !inText && type.style !== "literal" && type.style !== "folded";
  return {
    range: rangeOf(type),
    message: messageFor(written, now),
    ...(now !== undefined && simple && { fix: replaceScalar(type, now) }),
  };
}

/** Packages of current and former types, and a likely wrong one, because the tasks about assets are there. */
const PACKAGES = /^io\.kestra\.(?:core\.models|plugin\.ee|plugin\.kestra\.ee)\.assets\.(\w+?)(?:Asset)?$/i;

function currentName(type: string): string | undefined {
  const simple = PACKAGES.exec(type)?.[1]?.toLowerCase();
  const same = DEFINED.find((name) => name.toLowerCase().endsWith(`.${simple}`));
  if (same !== undefined) return same;
  const near = suggestWord(type, DEFINED);
  // `...assets.Files` is a typo; a type of another package is not.
  return near !== undefined && near.slice(0, near.lastIndexOf(".")) === type.slice(0, type.lastIndexOf("."))
    ? near
    : undefined;
}

function messageFor(type: string, now: string | undefined): string {
  if (type === "io.kestra.core.models.assets.Custom" || type === "io.kestra.core.models.assets.CustomAsset") {
    return `"${type}" is Kestra's placeholder for unknown types: use the name of your own type`;
  }
  if (now !== undefined && OLD.test(type)) return `the type "${type}" is outdated: use "${now}"`;
  if (now !== undefined) return `unknown Kestra type "${type}": did you mean "${now}"?`;
  return `unknown Kestra type "${type}": use ${PACKAGE}Dataset, Deployment, File, Table or VM, or a custom type without "io.kestra."`;
}

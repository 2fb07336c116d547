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
  description: "A type starts with `io.kestra.` and is none that Kestra defines, or is the old name of one.",
  why: "Kestra keeps a type that it does not know as free text. Filters and views for tables or files then pass the asset by, and its documentation shows old names to this day.",
  remedy:
    "Use a type that Kestra defines, or a free name without `io.kestra.`. `--fix` replaces old and misspelled names.",
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

/** No classes of Kestra's, but what its Helm plugin writes; a declaration that agrees with it is right. */
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

/** Where such types are, were, or are looked for, because the tasks about assets have moved there. */
const PACKAGES = /^io\.kestra\.(?:core\.models|plugin\.ee|plugin\.kestra\.ee)\.assets\.(\w+?)(?:Asset)?$/i;

function currentName(type: string): string | undefined {
  const simple = PACKAGES.exec(type)?.[1]?.toLowerCase();
  const same = DEFINED.find((name) => name.toLowerCase().endsWith(`.${simple}`));
  if (same !== undefined) return same;
  const near = suggestWord(type, DEFINED);
  // `...assets.Files` is a slip, a type of another package is not.
  return near !== undefined && near.slice(0, near.lastIndexOf(".")) === type.slice(0, type.lastIndexOf("."))
    ? near
    : undefined;
}

function messageFor(type: string, now: string | undefined): string {
  if (type === "io.kestra.core.models.assets.Custom" || type === "io.kestra.core.models.assets.CustomAsset") {
    return `"${type}" is what Kestra calls types it does not know: write the name of your own type instead`;
  }
  if (now !== undefined && OLD.test(type)) return `the type "${type}" is outdated: it is "${now}" now`;
  if (now !== undefined) return `Kestra defines no type "${type}": did you mean "${now}"?`;
  return `Kestra defines no type "${type}": it has ${PACKAGE}Dataset, Deployment, File, Table and VM, and a type of your own needs no "io.kestra."`;
}

import type { AssetChange } from "../../changes/compared.ts";
import type { Asset } from "../../model/model.ts";
import { mdCode } from "../markdown.ts";
import { typeName } from "../names.ts";

/** The reasons of a changed asset, in one line of Markdown. Types and ids are in code spans. */
export function reasonsMarkdown(change: AssetChange): string {
  const { reasons, renamedFrom } = change;
  const renamed = renamedFrom === undefined ? [] : [`possibly renamed from ${mdCode(renamedFrom)} (a guess)`];
  return [...reasons.map((reason) => reasonMarkdown(reason, change)), ...renamed].join("; ");
}

/** Reasons with names are composed from these names; any other text with special characters is code. */
function reasonMarkdown(reason: string, change: AssetChange): string {
  const { before, after, renamedTo } = change;
  if (reason.startsWith("type changed from ")) {
    return `type changed from ${typeMarkdown(before)} to ${typeMarkdown(after)}`;
  }
  const renamed = `, possibly renamed to ${renamedTo} (a guess)`;
  if (renamedTo !== undefined && reason.endsWith(renamed)) {
    const first = reasonMarkdown(reason.slice(0, -renamed.length), change);
    return `${first}, possibly renamed to ${mdCode(renamedTo)} (a guess)`;
  }
  return /^[a-z0-9 ]+$/.test(reason) ? reason : mdCode(reason);
}

function typeMarkdown(asset: Asset | undefined): string {
  return asset?.type === undefined ? "none" : mdCode(typeName(asset));
}

import { expect, test } from "vitest";
import type { AssetChange } from "../../src/changes/compared.ts";
import type { Asset } from "../../src/model/model.ts";
import { reasonsMarkdown } from "../../src/report/diff/reasons-markdown.ts";

function change(reasons: readonly string[], more: Partial<AssetChange> = {}): AssetChange {
  return { id: "a", change: "changed", category: "breaking", reasons, fields: [], ...more };
}

function asset(type?: string): Asset {
  return { id: "a", certainty: "exact", external: false, metadata: {}, ...(type !== undefined && { type }) };
}

test.each<readonly [string, AssetChange, string]>([
  ["own words", change(["removed", "gained 2 inputs"]), "removed; gained 2 inputs"],
  [
    "a type",
    change(["type changed from none to @team"], { before: asset(), after: asset("@team") }),
    "type changed from none to `@team`",
  ],
  [
    "a new name",
    change(["removed, possibly renamed to www.x.yz (a guess)"], { renamedTo: "www.x.yz" }),
    "removed, possibly renamed to `www.x.yz` (a guess)",
  ],
  ["an old name", change(["new"], { renamedFrom: "#1" }), "new; possibly renamed from `#1` (a guess)"],
  ["words that are not known", change(["owned by @team now"]), "`owned by @team now`"],
])("given a reason with %s, when written as Markdown, then text of users is code", (_, given, expected) => {
  expect(reasonsMarkdown(given)).toBe(expected);
});

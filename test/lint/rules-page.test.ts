import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rulesPage } from "./rules-page.ts";

/* `UPDATE_DOCS=1 npx vitest run test/lint/rules-page.test.ts` writes the page. */

const PAGE = fileURLToPath(new URL("../../docs/rules.md", import.meta.url));

test("given the rules, when the page is generated, then it equals docs/rules.md", async () => {
  const page = await rulesPage();
  if (process.env.UPDATE_DOCS === "1") writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, "utf8")).toBe(page);
});

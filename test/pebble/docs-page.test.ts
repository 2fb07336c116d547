import { describe, expect, it } from "vitest";
import { examples, variables } from "../../scripts/pebble-docs/examples.ts";
import { pebblePage } from "../../scripts/pebble-docs/page.ts";
import { render } from "../../src/pebble/index.ts";

/** The result of a template in the notation of the page: `*` for a hole, `+` for a word. */
function given(template: string): string {
  const result = render(template, { variables, dialect: "2.0" });
  if (result.kind === "error") return "error";
  if (result.kind === "known") return result.text;
  return result.parts.map((part) => (typeof part === "string" ? part : part.word ? "+" : "*")).join("");
}

describe("docs/pebble.md", () => {
  it.each(examples)(
    "given $template, when rendered, then the result is the one on the page",
    ({ template, gives }) => {
      expect(given(template)).toBe(gives);
    },
  );

  // `npm run docs:pebble` regenerates the page.
  it("given the definitions, when the page is generated, then it equals docs/pebble.md", async () => {
    await expect(pebblePage()).toMatchFileSnapshot("../../docs/pebble.md");
  });
});

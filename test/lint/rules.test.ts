import { describe, expect, test } from "vitest";
import configSchema from "../../schema/config.schema.json" with { type: "json" };
import findingsSchema from "../../schema/findings.schema.json" with { type: "json" };
import { RULES } from "../../src/lint/rules/index.ts";
import { lintExample } from "./lint-text.ts";

describe.each(RULES.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  test.each(rule.examples.map((example, index) => [index + 1, example] as const))(
    "given example %i, when linted, then the bad code has this finding only and the good code has none",
    async (_, example) => {
      const bad = await lintExample(example.bad, undefined, example.base);
      const alone = await lintExample(example.bad, [id], example.base);
      expect(alone.findings.length).toBeGreaterThan(0);
      expect(bad.findings.filter((finding) => finding.rule !== id)).toEqual([]);
      if (rule.severity !== "notice") expect(bad.findings).toEqual(alone.findings);
      expect((await lintExample(example.good, undefined, example.base)).findings).toEqual([]);
      expect((await lintExample(example.good, [id], example.base)).findings).toEqual([]);
    },
  );

  test("given its texts, when read, then description, reason and remedy are sentences and there is an example", () => {
    expect(rule.examples.length).toBeGreaterThan(0);
    expect(rule.description).toMatch(/^[A-Z`].*\.$/);
    expect(rule.description).not.toMatch(/\. [A-Z]/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.remedy).toMatch(/\.$/);
  });
});

test("given the schemas, when compared with the rules, then they list every rule in order", () => {
  const ids = RULES.map(({ id }) => id);
  expect(Object.keys(configSchema.definitions.rules.properties)).toEqual(ids);
  expect(findingsSchema.properties.findings.items.properties.rule.enum).toEqual(ids);
});

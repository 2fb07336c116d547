import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sourceText } from "../../src/flows/source-text.ts";
import { RULES } from "../../src/lint/rules/index.ts";
import { lintText } from "../../src/report/lint/text.ts";
import { plainStyle } from "../../src/report/style.ts";
import { lintExample } from "./lint-text.ts";
import { reportOf } from "./report-of.ts";

/*
 * The findings of fixtures/err/<rule>/<case>.yaml must equal <case>.out; fixtures/ok/<case>.yaml must have no findings.
 * Each file is linted separately. Optional files: the configuration <case>.config.yaml, and <case>.base.config.yaml at
 * the base of a pull request. Rules with notices run separately.
 * `UPDATE_FIXTURES=1 npx vitest run test/lint/fixtures.test.ts` writes the actual findings: review them before you
 * commit them.
 */

const ROOT = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const UPDATE = process.env.UPDATE_FIXTURES === "1";

function cases(folder: string): string[] {
  return readdirSync(ROOT + folder)
    .filter((name) => name.endsWith(".yaml") && !name.endsWith(".config.yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
}

async function linted(folder: string, name: string, only?: readonly string[]): Promise<string> {
  const path = `${ROOT}${folder}/${name}`;
  const text = readFileSync(`${path}.yaml`, "utf8");
  const config = `${path}.config.yaml`;
  const files = {
    [`${name}.yaml`]: text,
    ...(existsSync(config) && { "assets.config.yaml": readFileSync(config, "utf8") }),
  };
  const base = `${path}.base.config.yaml`;
  const { findings } = await lintExample(
    files,
    only,
    existsSync(base) ? readFileSync(base, "utf8") : undefined,
  );
  const source = sourceText(`${name}.yaml`, text);
  const report = lintText(reportOf(findings, { [source.file]: text }), { style: plainStyle, width: 100 });
  // Removes the counts at the end.
  return report.slice(0, report.lastIndexOf("\n", report.indexOf("checked: ")) + 1);
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  test.each(cases(`err/${id}`))(
    "given the case %s, when linted, then the findings are the recorded ones",
    async (name) => {
      const actual = await linted(`err/${id}`, name, rule.severity === "notice" ? [id] : undefined);
      const expected = `${ROOT}err/${id}/${name}.out`;
      if (UPDATE) writeFileSync(expected, actual);
      expect(actual).toBe(readFileSync(expected, "utf8"));
      expect(actual).toContain(`[${id}]`);
    },
  );
});

test.each(cases("ok"))("given ok/%s, when linted, then there are no findings", async (name) => {
  expect(await linted("ok", name)).toBe("");
});

/** A valid flow of a line of Kestra has no errors there, but possibly warnings, such as for removed properties. */
test.each(cases("ok").flatMap((name) => linesOf(name).map((line) => [name, line] as const)))(
  "given ok/%s, when linted for %s, then there is no error",
  async (name, line) => {
    const { findings } = await lintExample({
      [`${name}.yaml`]: readFileSync(`${ROOT}ok/${name}.yaml`, "utf8"),
      "assets.config.yaml": `kestra: "${line}"\n`,
    });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  },
);

/** The Kestra releases of a case, by its name. `missing-type` is an error before 2.0. */
function linesOf(name: string): string[] {
  if (/2\.0$|^suppressed$/.test(name)) return ["2.0"];
  return name.endsWith("1.x") ? ["1.2", "1.3"] : ["1.2", "1.3", "2.0"];
}

test("given the folders of fixtures/err, when listed, then they are the rules", () => {
  expect(readdirSync(`${ROOT}err`).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

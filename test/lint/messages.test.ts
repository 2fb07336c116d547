import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { RULES } from "../../src/lint/rules/index.ts";
import { lintExample } from "./lint-text.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Texts in the code of a rule that are words of a message: after its documentation, long enough to be no name. */
function phrases(rule: string): string[] {
  const source = readFileSync(`${ROOT}src/lint/rules/${rule}.ts`, "utf8");
  const code = source.slice(source.indexOf("\n};\n")).replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  const literals = [...code.matchAll(/`((?:[^`\\]|\\.)*)`|'([^'\n]*)'|"([^"\n]*)"/g)];
  return literals
    .flatMap(([, template, single, double]) => (template ?? single ?? double ?? "").split(/\$\{[^{}]*\}/))
    .filter((part) => /\S \S/.test(part) && part.trim().length >= 12 && !/[{}]/.test(part));
}

describe("every message stands in some fixture", () => {
  test.each(RULES)("$id", async ({ id, severity }) => {
    const folder = `${ROOT}fixtures/err/${id}/`;
    const names = readdirSync(folder).filter((name) => /(?<!\.config)\.yaml$/.test(name));
    expect(names.length).toBeGreaterThan(0);
    const said: string[] = [];
    for (const name of names) {
      const config = folder + name.replace(/yaml$/, "config.yaml");
      const files = {
        [name]: readFileSync(folder + name, "utf8"),
        ...(existsSync(config) && { "assets.config.yaml": readFileSync(config, "utf8") }),
      };
      const { findings } = await lintExample(files, severity === "notice" ? [id] : undefined);
      for (const { rule, message, subject, related = [], fix } of findings) {
        if (rule !== id) continue;
        said.push(message, subject, ...related.map((each) => each.message), fix?.title ?? "");
      }
    }
    // Of some rules all words come from elsewhere.
    expect(said).not.toEqual([]);
    expect(phrases(id).filter((phrase) => !said.some((text) => text.includes(phrase)))).toEqual([]);
  });
});

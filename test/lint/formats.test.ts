import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { formatLint, LINT_FORMATS, type LintFormat } from "../../src/report/lint/formats.ts";
import { plainStyle } from "../../src/report/style.ts";
import { reportOf } from "./report-of.ts";

const TEXT = { style: plainStyle, width: 100 };

/** A message with the special character sequences of all formats. */
const HOSTILE = 'a%0Ab: "x", <b>&</b> | `c` ]]> ::error::\r\n\u001b[31m@team\u202e\uffff\ud800';

const FILE = "flows/100%, really: a&b.yml";

function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: "invalid-id",
    severity: "error",
    message: HOSTILE,
    subject: HOSTILE,
    range: { file: FILE, line: 2, column: 5, endLine: 2, endColumn: 9 },
    ...change,
  };
}

const FINDINGS: readonly Finding[] = [
  finding(),
  finding({
    severity: "warning",
    related: [{ range: { file: "b.yml", line: 1, column: 1, endLine: 1, endColumn: 2 }, message: HOSTILE }],
    fix: { title: "write", edits: [{ start: 1, end: 2, text: "x" }] },
  }),
  finding({ severity: "notice", range: { file: FILE, line: 3, column: 1, endLine: 5, endColumn: 2 } }),
];

function format(name: LintFormat, findings: readonly Finding[] = FINDINGS): string {
  return formatLint(reportOf(findings, { [FILE]: "one\n    two three\n" }), name, TEXT);
}

const schema = (path: string): object =>
  JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8"));

test.each(["json", "sarif", "github", "gitlab", "junit"] as const)(
  "given a path prefix, when written as %s, then paths are relative to the root; in text they are not",
  (name) => {
    const range = { file: "sub/b.yml", line: 1, column: 1, endLine: 1, endColumn: 9 };
    const related = { ...range, file: "b.yml" };
    const message = "one of 2: sub/b.yml:1:1 and b.yml:1:1";
    const report = reportOf(
      [finding({ range, message, related: [{ range: related, message: "the other" }] })],
      {},
    );
    const written = formatLint({ ...report, pathPrefix: "data/" }, name, TEXT);
    expect(written.replaceAll("%3A", ":")).toContain("one of 2: data/sub/b.yml:1:1 and data/b.yml:1:1");
    expect(written).not.toMatch(/(?<!data\/)sub\/b\.yml/);
    expect(written).not.toMatch(/(?<!data\/|sub\/)b\.yml/);
    expect(formatLint({ ...report, pathPrefix: "data/" }, "text", TEXT)).toContain(
      `sub/b.yml:1:1: error: ${message}`,
    );
  },
);

test("given findings, when written as JSON, then they match the schema", () => {
  const validate = new Ajv({ strict: false }).compile(schema("../../schema/findings.schema.json"));
  for (const findings of [FINDINGS, []]) {
    validate(JSON.parse(format("json", findings)));
    expect(validate.errors).toBeNull();
  }
  expect(JSON.parse(format("json")).findings[1]).toEqual({
    rule: "invalid-id",
    severity: "warning",
    message: HOSTILE,
    place: { file: FILE, line: 2, column: 5 },
    end: { line: 2, column: 9 },
    related: [
      { message: HOSTILE, place: { file: "b.yml", line: 1, column: 1 }, end: { line: 1, column: 2 } },
    ],
    fix: { title: "write", edits: [{ start: 1, end: 2, text: "x" }] },
  });
});

describe("sarif", () => {
  test("given findings, when written, then they match the schema of SARIF 2.1.0", () => {
    // The schema in the package is for draft 4, but has the same meaning in draft 7.
    const { $schema: _, id: __, ...rules } = sarifSchema;
    const ajv = new Ajv({ strict: false, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(rules);
    for (const findings of [FINDINGS, []]) {
      validate(JSON.parse(format("sarif", findings)));
      expect(validate.errors).toBeNull();
    }
  });

  test("given 30,000 findings, when written, then the 25,000 most severe are kept and the others counted", () => {
    const findings = ["notice", "warning", "error"].flatMap((severity) =>
      Array.from({ length: 10_000 }, (_, line) =>
        finding({
          severity: severity as Finding["severity"],
          range: { file: "a.yml", line: line + 1, column: 1, endLine: line + 1, endColumn: 2 },
          message: "m",
        }),
      ),
    );
    const { invocations, results } = JSON.parse(format("sarif", findings)).runs[0];
    const counts = { error: 0, warning: 0, note: 0 };
    for (const { level } of results as { level: keyof typeof counts }[]) counts[level]++;
    expect(counts).toEqual({ error: 10_000, warning: 10_000, note: 5000 });
    expect(results[0]).toMatchObject({
      level: "error",
      locations: [{ physicalLocation: { region: { startLine: 1 } } }],
    });
    expect(invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: "warning",
            message: {
              text: "SARIF contains the 25,000 most severe findings (GitHub's limit); 5,000 findings left out",
            },
          },
        ],
      },
    ]);
    expect(JSON.parse(format("sarif", findings.slice(5000))).runs[0].invocations).toBeUndefined();
  });

  test("given a message that looks like a link, when written, then it is not a link", () => {
    const message = "[here](https://example.com) and [there](0)";
    const [run] = JSON.parse(
      format("sarif", [finding({ message, related: [{ range: finding().range, message }] })]),
    ).runs;
    const shown = "[here]\\u0028https://example.com) and [there]\\u00280)";
    expect(run.results[0].message.text).toBe(shown);
    expect(run.results[0].relatedLocations[0].message.text).toBe(shown);
  });

  test("given findings, when written, then they have places, levels and different fingerprints", () => {
    const [run] = JSON.parse(format("sarif")).runs;
    expect(run.results.map((result: { level: string }) => result.level)).toEqual([
      "error",
      "warning",
      "note",
    ]);
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "flows/100%25%2C%20really%3A%20a%26b.yml", uriBaseId: "SRCROOT" },
      region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 9 },
    });
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe("invalid-id");
    const prints = run.results.map((result: { partialFingerprints: object }) =>
      JSON.stringify(result.partialFingerprints),
    );
    expect(new Set(prints).size).toBe(3);
  });
});

/** Parses workflow commands like GitHub's runner. Source: actions/runner, ActionCommand.TryParseV2. */
function annotations(
  output: string,
): { command: string; properties: Record<string, string>; message: string }[] {
  const unescaped = (text: string) =>
    text.replace(/%(25|0D|0A|3A|2C)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [, head = "", message = ""] = /^::([^:]*(?:(?!::).)*)::(.*)$/.exec(line) ?? [];
      const space = head.indexOf(" ");
      const properties = head
        .slice(space + 1)
        .split(",")
        .map((pair) => {
          const at = pair.indexOf("=");
          return [pair.slice(0, at), unescaped(pair.slice(at + 1))] as const;
        });
      return {
        command: head.slice(0, space),
        properties: Object.fromEntries(properties),
        message: unescaped(message),
      };
    });
}

test("given percent signs, line breaks, colons and commas, when written for GitHub, then they survive", () => {
  const read = annotations(format("github"));
  expect(read.map(({ command }) => command)).toEqual(["error", "warning", "notice"]);
  const shown = HOSTILE.replace("\u001b[31m@team\u202e\uffff\ud800", "\\u001b[31m@team\\u202e\\uffff\\ud800");
  expect(read.map(({ message }) => message)).toEqual([shown, shown, shown]);
  expect(read[0]?.properties).toEqual({
    file: FILE,
    line: "2",
    endLine: "2",
    col: "5",
    endColumn: "9",
    title: "assets: invalid-id",
  });
  expect(read[2]?.properties).toEqual({ file: FILE, line: "3", endLine: "5", title: "assets: invalid-id" });
  expect(format("github", [])).toBe("");
});

test("given findings, when written for GitLab, then they have severities, lines and fingerprints", () => {
  const issues = JSON.parse(format("gitlab"));
  expect(issues.map((issue: { severity: string }) => issue.severity)).toEqual(["major", "minor", "info"]);
  expect(issues[2].location).toEqual({ path: FILE, lines: { begin: 3, end: 5 } });
  expect(new Set(issues.map((issue: { fingerprint: string }) => issue.fingerprint)).size).toBe(3);
  expect(JSON.parse(format("gitlab", []))).toEqual([]);
});

test("given findings, when written for JUnit, then each is a failed case in valid XML", () => {
  const read = (text: string) => new JSDOM(text, { contentType: "application/xml" }).window.document;
  const failures = [...read(format("junit")).querySelectorAll("testcase > failure")];
  expect(failures.map((failure) => failure.getAttribute("type"))).toEqual(["error", "warning", "notice"]);
  expect(failures[0]?.getAttribute("message")).toContain('a%0Ab: "x", <b>&</b>');
  const empty = read(format("junit", []));
  expect(empty.querySelectorAll("testcase")).toHaveLength(1);
  expect(empty.querySelectorAll("failure")).toHaveLength(0);
});

test("given hostile text, when written as Markdown, then each finding is one row in code", () => {
  const rows = format("markdown")
    .split("\n")
    .filter((line) => line.startsWith("| "));
  expect(rows).toHaveLength(5);
  expect(rows[2]).toBe(
    '| error | `flows/100%, really: a&b.yml:2` | ``a%0Ab: "x", <b>&</b> \\| `c` ]]> ::error::\\u000d\\u000a\\u001b[31m@team\\u202e\\uffff\\ud800`` | invalid-id |',
  );
  expect(format("markdown", [])).toBe("## assets lint\n\n1 flow in 1 file checked: no findings.\n");
});

describe("text", () => {
  test("given a finding, when written, then its place is marked in its line", () => {
    const [first] = FINDINGS;
    expect(first && format("text", [{ ...first, message: "too long" }])).toBe(
      [
        `${FILE}:2:5: error: too long [invalid-id]`,
        "  |",
        "2 |     two three",
        "  |     ^~~~",
        "",
        "1 flow in 1 file checked: 1 error",
        "",
      ].join("\n"),
    );
  });

  test("given wide characters and tabs, when written, then the mark is in its column", () => {
    const report = reportOf(
      [finding({ message: "m", range: { file: "a.yml", line: 1, column: 4, endLine: 1, endColumn: 6 } })],
      {
        "a.yml": "\t注: 表x\n",
      },
    );
    const lines = formatLint(report, "text", TEXT).split("\n");
    // A tab has four columns, a wide character two: 4 + 2 + 1 before the mark, 1 + 2 below it.
    expect(lines.slice(2, 4)).toEqual(["1 |     注: 表x", "  |        ^~~"]);
  });

  test("given a long line, when written, then it is cut around the mark", () => {
    const text = `${"a".repeat(300)}bad${"c".repeat(300)}`;
    const range = { file: "a.yml", line: 1, column: 301, endLine: 1, endColumn: 304 };
    const lines = formatLint(
      reportOf([finding({ message: "m", range })], { "a.yml": text }),
      "text",
      TEXT,
    ).split("\n");
    expect(lines[2]).toBe(`1 | …${"a".repeat(60)}bad${"c".repeat(97)}…`);
    expect(lines[3]).toBe(`  | ${" ".repeat(61)}^~~`);
  });
});

test.each(LINT_FORMATS.filter((name) => name !== "json"))(
  "given hostile text, when written as %s, then no character acts on a terminal",
  (name) => {
    const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;
    expect(format(name)).not.toMatch(acting);
  },
);

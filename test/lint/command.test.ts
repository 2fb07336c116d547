import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BINARY, flowText, newPlace, type Place } from "../commands/program.ts";

let place: Place;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.end());

const lint = (...args: string[]) => place.assets("lint", ...args);
const read = (file: string) => readFileSync(join(place.folder, file), "utf8");

/** A flow that writes an asset, with or without a type. */
function writing(flow: string, asset: string, type = ""): string {
  const last = type === "" ? "" : `            type: ${type}\n`;
  return flowText(flow, [], [asset]).replace(/ +- id: "(.*)"\n/, `          - id: ${asset}\n${last}`);
}

const BROKEN = writing("broken", "'not an id'", "TABLE");

/** The first lines of findings, without their snippets. */
const heads = (stdout: string) => stdout.split("\n").filter((line) => /^\S+:\d+:\d+: /.test(line));

describe("exit codes", () => {
  test("given no error, an error or no flow, when linted, then the exit code is 0, 1 or 3", () => {
    place.write("flows/a.yml", writing("a", "x"));
    expect(lint("flows").code).toBe(0);
    place.write("flows/b.yml", BROKEN);
    expect(lint("flows").code).toBe(1);
    place.write("other/workflow.yml", "on: push\n");
    const none = lint("other");
    expect(none.code).toBe(3);
    expect(none.stderr).toBe(
      'error: no flow under "other"\n  Specify the folder with your flows: `assets lint <paths>`.\n',
    );
  });

  test("given --fail-on or --max-warnings, when linted, then they decide about the exit code", () => {
    place.write("flows/a.yml", writing("a", "x"));
    expect(lint("flows", "--fail-on", "warning").code).toBe(1);
    expect(lint("flows", "--max-warnings", "0").code).toBe(1);
    expect(lint("flows", "--max-warnings", "1").code).toBe(0);
    place.write("flows/b.yml", BROKEN);
    expect(lint("flows", "--fail-on", "never").code).toBe(0);
  });

  test("given --limit, when linted, then text and JSON list so many findings and count all", () => {
    place.write("flows/a.yml", writing("a", "x"));
    place.write("flows/b.yml", BROKEN);
    const { code, stdout } = lint("flows", "--limit", "1");
    expect([code, heads(stdout).length]).toEqual([1, 1]);
    expect(stdout).toContain(
      "1 more finding not shown (--limit)\n2 flows in 2 files checked: 1 error and 1 warning",
    );
    const { findings, omitted, summary } = JSON.parse(
      lint("flows", "--limit", "1", "--format", "json").stdout,
    );
    expect([findings.length, omitted, summary.warning]).toEqual([1, { findings: 1 }, 1]);
    expect(lint("flows", "--limit", "1", "--format", "github").stdout.match(/^::/gm)).toHaveLength(2);
  });

  test.each([
    ["--format", "sarif"],
    ["--format", "sarif=lint.sarif"],
    ["--format", "sarif=lint.sarif", "--format", "junit=lint.xml"],
    ["--format", "junit=lint.xml", "--format", "sarif=lint.sarif"],
    ["--format", "text", "--format", "sarif=lint.sarif"],
    ["--format", "sarif", "--format", "junit=lint.xml"],
  ])("given the formats %s %s %s %s, when linted, then the exit codes are the same", (...formats) => {
    place.write("flows/a.yml", writing("a", "x"));
    const code = (...limits: string[]) => lint("flows", ...formats, ...limits).code;
    expect([code(), code("--max-warnings", "0"), code("--fail-on", "warning")]).toEqual([0, 1, 1]);
    place.write("flows/b.yml", BROKEN);
    expect([code(), code("--fail-on", "never")]).toEqual([1, 0]);
  });
});

describe("reported findings", () => {
  beforeEach(() => {
    place.write("flows/a.yml", writing("a", "x", "TABLE"));
    place.write("flows/b.yml", writing("b", "x", "FILE"));
    place.write("flows/c.yml", BROKEN);
  });

  test("given a folder, when linted, then all its findings are reported", () => {
    expect(heads(lint("flows").stdout).map((line) => line.slice(0, 11))).toEqual([
      "flows/a.yml",
      "flows/b.yml",
      "flows/c.yml",
    ]);
  });

  test.each(["a", "b"])(
    "given the file %s.yml, when linted, then its findings are reported with other files as context",
    (name) => {
      const { stdout, code } = lint(`flows/${name}.yml`);
      expect(code).toBe(1);
      expect(heads(stdout).every((line) => line.startsWith(`flows/${name}.yml:`))).toBe(true);
      expect(stdout).toContain(
        'the asset "x" has 2 types: "TABLE" at flows/a.yml:10:19 and "FILE" at flows/b.yml:10:19',
      );
    },
  );

  test("given a flow defined several times, when linted, then each definition names the others", () => {
    for (const name of ["d", "e", "f", "g"]) place.write(`flows/${name}.yml`, writing("a", "x", "TABLE"));
    const reported = (...files: string[]) =>
      heads(lint(...files, "--rule", "duplicate-flow").stdout).map((line) => line.split(";")[0]);
    expect(reported("flows/a.yml")).toEqual([
      'flows/a.yml:1:5: error: the flow "company.a" is also defined at flows/d.yml:1:5, flows/e.yml:1:5, flows/f.yml:1:5 and 1 more',
    ]);
    expect(reported("flows/e.yml")).toEqual([
      'flows/e.yml:1:5: error: the flow "company.a" is also defined at flows/a.yml:1:5',
    ]);
  });

  test("given an excluded file or one without flows, when linted, then there are no findings", () => {
    place.write("assets.config.yaml", "paths: [flows]\nexclude: [flows/c.yml]\n");
    place.write("workflow.yml", "on: push\n");
    const { stdout, code } = lint("flows/c.yml", "workflow.yml");
    expect({ heads: heads(stdout), code }).toEqual({ heads: [], code: 0 });
  });

  test("given standard input, when linted, then it replaces the named file", () => {
    const run = (filename: string) =>
      spawnSync(process.execPath, [BINARY, "lint", "-", "--stdin-filename", filename], {
        cwd: place.folder,
        input: writing("b", "x y", "TABLE"),
        encoding: "utf8",
      });
    for (const file of ["flows/b.yml", "flows/new.yml"]) {
      const { stdout, status } = run(file);
      expect(status).toBe(1);
      expect(heads(stdout)[0]).toMatch(`${file}:`);
      expect(stdout).toContain('"x y" is not a valid asset id');
    }
    // The text replaces the file b.yml. With another file name, it is a second flow with the same id.
    expect(run("flows/b.yml").stdout).not.toContain("[duplicate-flow]");
    expect(run("flows/new.yml").stdout).toContain("[duplicate-flow]");
  });

  test("given --rule or --pedantic, when linted, then only that rule or notices too are reported", () => {
    expect(heads(lint("flows", "--rule", "invalid-id").stdout)).toHaveLength(1);
    expect(lint("flows", "--rule", "unread-asset").stdout).toContain("notice");
    expect(lint("flows").stdout).not.toContain("notice");
    expect(lint("flows", "--pedantic").stdout).toContain("notice");
  });

  test("given severities by rule and by path, when linted, then they apply", () => {
    place.write(
      "assets.config.yaml",
      "paths: [flows]\nrules: {many-writers: off, type-conflict: warning}\noverrides: [{paths: [flows/c.yml], rules: {invalid-id: off}}]\n",
    );
    const { stdout, code } = lint();
    expect(code).toBe(0);
    expect(heads(stdout).map((line) => /: (\w+): .*\[(.*)\]$/.exec(line)?.slice(1))).toEqual([
      ["warning", "type-conflict"],
    ]);
  });
});

describe("--fix", () => {
  const BEFORE = writing("a", "x", "io.kestra.core.models.assets.Table");
  const AFTER = writing("a", "x", "io.kestra.plugin.ee.assets.Table");

  test("given fixable findings, when fixed twice, then the second run changes nothing", () => {
    place.write("flows/a.yml", `\uFEFF${BEFORE}`);
    expect(lint("flows", "--fix").stdout).toBe("1 flow in 1 file checked: no findings; 1 finding fixed\n");
    expect(read("flows/a.yml")).toBe(`\uFEFF${AFTER}`);
    expect(lint("flows", "--fix").stdout).toBe("1 flow in 1 file checked: no findings\n");
    expect(read("flows/a.yml")).toBe(`\uFEFF${AFTER}`);
  });

  test("given --dry-run, when fixed, then the diff applies with git and nothing is written", () => {
    place.write("flows/a.yml", BEFORE);
    const { stdout } = lint("flows", "--fix", "--dry-run");
    expect(read("flows/a.yml")).toBe(BEFORE);
    const applied = spawnSync("git", ["apply", "-"], { cwd: place.folder, input: stdout, encoding: "utf8" });
    expect(applied.stderr).toBe("");
    expect(read("flows/a.yml")).toBe(AFTER);
  });

  test("given a finding that the baseline hides, when fixed, then it is not fixed", () => {
    place.write("flows/a.yml", BEFORE);
    lint("flows", "--update-baseline");
    lint("flows", "--baseline", "assets.baseline.json", "--fix");
    expect(read("flows/a.yml")).toBe(BEFORE);
  });
});

describe("baseline", () => {
  test("given a baseline in the configuration, when linted, then known findings are hidden and counted", () => {
    place.write("flows/b.yml", BROKEN);
    place.write("assets.config.yaml", "paths: [flows]\nbaseline: known.json\n");
    expect(lint("--update-baseline").stdout).toBe("known.json: 1 finding will be hidden\n");
    const hidden = lint();
    expect(hidden.stdout).toBe("1 flow in 1 file checked: no findings; 1 finding hidden by the baseline\n");
    expect(hidden.code).toBe(0);
    place.write("flows/b.yml", writing("b", "x", "TABLE"));
    expect(lint().stdout).toBe(
      "1 flow in 1 file checked: no findings; 1 entry of the baseline no longer found\n",
    );
  });

  test("given no baseline in the configuration, when one is written, then the output says how to use it", () => {
    place.write("flows/b.yml", BROKEN);
    expect(lint("flows", "--update-baseline").stdout).toBe(
      'assets.baseline.json: 1 finding will be hidden with --baseline assets.baseline.json, or with "baseline" in the configuration\n',
    );
  });
});

describe("usage errors", () => {
  beforeEach(() => place.write("flows/a.yml", writing("a", "x")));

  test.each<[string, readonly string[], string]>([
    [
      "standard input without a name",
      ["-"],
      'error: "-" reads standard input, but --stdin-filename is missing\n  Use `assets lint - --stdin-filename flows/load.yaml`.\n',
    ],
    [
      "a name without standard input",
      ["--stdin-filename", "a.yml"],
      "error: --stdin-filename needs the path `-`\n  Use `assets lint - --stdin-filename flows/load.yaml`.\n",
    ],
    [
      "fixing standard input",
      ["-", "--stdin-filename", "a.yml", "--fix"],
      "error: --fix cannot write to standard input\n  Use a file name instead of `-`.\n",
    ],
    [
      "--dry-run alone",
      ["flows", "--dry-run"],
      "error: --dry-run needs --fix\n  Use `assets lint --fix --dry-run`.\n",
    ],
    [
      "a rule there is not",
      ["--rule", "mising-type"],
      'error: unknown rule "mising-type"\n  Did you mean "missing-type"? See `assets lint --list-rules`.\n',
    ],
    [
      "rules in one word",
      ["--rule", "missing-type,invalid-id"],
      'error: unknown rule "missing-type,invalid-id"\n  Repeat --rule for several rules. See `assets lint --list-rules`.\n',
    ],
    [
      "a configuration that is not there",
      ["--config", "none.yaml"],
      'error: the configuration "none.yaml" cannot be read: no such file or folder\n  Check the path, or create a configuration with `assets init`.\n',
    ],
    [
      "a format there is not",
      ["--format", "xml"],
      'error: "xml" is not a lint format\n  Formats are text, json, sarif, github, gitlab, junit, markdown; "sarif=lint.sarif" writes one to a file.\n',
    ],
    [
      "two formats for stdout",
      ["--format", "json", "--format", "text"],
      'error: only one format can go to stdout: json, text\n  Write one to a file: "--format text=<file>".\n',
    ],
    [
      "two formats for one file",
      ["--format", "json=lint.out", "--format", "sarif=lint.out"],
      'error: only one format can go to "lint.out"\n  Use a separate file for each format.\n',
    ],
    [
      "a file in no folder",
      ["flows", "--format", "json=no/such/file"],
      'error: "no/such/file" cannot be written: no such file or folder\n  Check the path, the folder and its permissions.\n',
    ],
    [
      "a baseline that is not there",
      ["flows", "--baseline", "known.json"],
      'error: the baseline "known.json" cannot be read: it does not exist\n  Create a new one with `assets lint --update-baseline`.\n',
    ],
    [
      "fixing and writing a baseline at once",
      ["flows", "--fix", "--update-baseline"],
      "error: --fix and --update-baseline cannot be combined\n  Run --fix first, then --update-baseline.\n",
    ],
    [
      "a baseline for some files",
      ["flows/a.yml", "--update-baseline"],
      "error: a baseline needs all files and rules\n  Omit file names and --rule.\n",
    ],
  ])("given %s, when linted, then the exit code is 2 and the error has a remedy", (_, args, message) => {
    const { code, stdout, stderr } = lint(...args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: message });
  });

  test("given standard input that is not UTF-8, when linted, then the error names the byte", () => {
    const args = [BINARY, "lint", "-", "--stdin-filename", "flows/a.yml"];
    const done = spawnSync(process.execPath, args, { cwd: place.folder, input: Buffer.from([0x61, 0xff]) });
    expect({ code: done.status, stderr: done.stderr.toString() }).toEqual({
      code: 2,
      stderr:
        "error: cannot read standard input: the byte 0xFF is not valid UTF-8: save the file as UTF-8\n  Pipe the text of a flow file into the command.\n",
    });
  });

  test.each<[string, string]>([
    ["[", "is not valid JSON"],
    ["[]", "cannot be used: it is not a mapping"],
    ['{"version": 2}', "cannot be used: version 2, but this program reads version 1"],
    ['{"version": 1}', 'cannot be used: "findings" must be a list'],
    ['{"version": 1, "findings": [{}]}', 'cannot be used: item 1 of "findings" lacks "rule" or "finding"'],
  ])("given the baseline %s, when linted, then the error has the reason", (text, why) => {
    place.write("known.json", text);
    const { code, stderr } = lint("flows", "--baseline", "known.json");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: the baseline "known.json" ${why}\n  Create a new one with \`assets lint --update-baseline\`.\n`,
    });
  });

  test("given mistakes in the configuration, when linted, then the error has the place", () => {
    place.write("assets.config.yaml", "rules:\n  mising-type: off\npolicies:\n  - select: 'type:'\n");
    expect(lint("flows")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'assets.config.yaml:2:3: unknown key "mising-type": did you mean "missing-type"?',
      ),
    });
  });

  test.each<[string, string, string]>([
    [
      "a selection that cannot be read",
      "  - select: 'type:'\n    require: [owner]\n",
      'error: assets.config.yaml:2:13: "select" cannot be read: "type:" has no value\n    type:\n         ^\n  Expected a value, as in "type:name"; quote values with spaces.\n',
    ],
    [
      "a second selection that cannot be read",
      "  - {select: '*', require: [owner]}\n  - {select: '*', mustNotRead: '(('}\n",
      'error: assets.config.yaml:3:32: "mustNotRead" cannot be read: unexpected end of the selection\n    ((\n      ^\n  Expected an id, a method such as "type:", "roots(", "(" or "not".\n',
    ],
    [
      "a selection that needs a base",
      "  - {select: 'state:new', require: [owner]}\n",
      'error: assets.config.yaml:2:14: "select" cannot be read: "state:" needs a base revision, which a policy does not have\n    state:new\n    ^\n  Select by id, type, namespace, metadata or owner.\n',
    ],
    [
      "a policy that demands nothing",
      "  - select: type:Table\n    severity: error\n",
      'error: assets.config.yaml:2:13: this policy has no requirement\n  Add "require", "idPattern", "allowedTypes" or "mustNotRead".\n',
    ],
  ])(
    "given a policy with %s, when linted, then the error has the place and the reason",
    (_, policies, message) => {
      place.write("assets.config.yaml", `policies:\n${policies}`);
      const { code, stdout, stderr } = lint("flows");
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: message });
    },
  );
});

describe("other commands of the lint", () => {
  test("given --list-rules and explain, when run, then rules are listed and described", () => {
    expect(lint("--list-rules").stdout).toMatch(/^missing-type +warning +--fix +An output has no type\.$/m);
    const rules = JSON.parse(lint("--list-rules", "--format", "json").stdout).rules;
    expect(rules[0]).toEqual({
      id: "unreadable-file",
      severity: "error",
      fixable: false,
      description: "A file, or one of its documents, is unreadable.",
    });
    expect(place.assets("explain", "missing-type").stdout).toMatch(
      /^missing-type \(warning, --fix\)\n\nAn output/,
    );
    expect(place.assets("explain", "missing-typ")).toMatchObject({
      code: 2,
      stderr: 'error: unknown rule "missing-typ"\n  Did you mean "missing-type"?\n',
    });
  });

  test("given config, when run, then it prints the active configuration", () => {
    expect(place.assets("config").stdout).toMatch(
      /^# no configuration file; showing the defaults\npaths:\n {2}- \.\n/,
    );
    place.write("assets.config.yaml", "rules: {missing-type: off}\n");
    const { file, config } = JSON.parse(place.assets("config", "--format", "json").stdout);
    expect(file).toBe("assets.config.yaml");
    expect(config.rules).toEqual({ "missing-type": "off" });
  });
});

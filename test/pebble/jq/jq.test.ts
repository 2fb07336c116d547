import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/pebble/codecs/json-parse.ts";
import { jsonText } from "../../../src/pebble/codecs/json-text.ts";
import { followJqPath, jsonTree, parseJqPath } from "../../../src/pebble/jq/jq-path.ts";
import { jqDoubt } from "../../../src/pebble/jq/jq-words.ts";
import { MOST_STEPS, runJq } from "../../../src/pebble/jq/jq-worker.ts";
import { Failure } from "../../../src/pebble/values/failure.ts";
import { list, string } from "../../../src/pebble/values/value.ts";
import { filtered, shown } from "../filters/context.ts";

/** The results of the path evaluation as lines of JSON, or "error". */
function byPath(program: string, json: string): string {
  const steps = parseJqPath(program);
  if (steps === undefined) return "no path";
  try {
    const results = followJqPath(steps, parseJson(json));
    return "kind" in results
      ? "unknown"
      : results.map((value) => jsonText(list([value])).slice(1, -1)).join("\n");
  } catch (error) {
    if (error instanceof Failure) return "error";
    throw error;
  }
}

function byJq(program: string, json: string): string {
  const run = runJq(program, json, MOST_STEPS);
  if (run.kind === "stopped" || run.exitCode !== 0) return "error";
  return run.stdout.trimEnd();
}

describe("jq paths", () => {
  const name = fc.constantFrom("a", "b", "id");
  const step = fc.oneof(
    name.map((field) => `.${field}`),
    name.map((field) => `["${field}"]`),
    name.map((field) => `."${field}"`),
    fc.integer({ min: -3, max: 3 }).map((index) => `[${index}]`),
    fc.constantFrom("[]", "[]?", ".a?", "[0]?", '["b"]?'),
  );
  const path = fc
    .array(step, { minLength: 0, maxLength: 3 })
    .map((steps) => (steps.join("").startsWith(".") ? steps.join("") : `.${steps.join("")}`));
  const program = fc.array(path, { minLength: 1, maxLength: 2 }).map((paths) => paths.join(" | "));
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<unknown>(1, "x", true, null, 12_345_678_901, 1.5),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(name, tie("value"), { maxKeys: 3 }).map((entries) => ({ ...entries })),
    ),
  })).value;

  it("given random paths and data, when followed, then the results are those of the real jq", () => {
    fc.assert(
      fc.property(program, json, (given, input) => {
        const text = JSON.stringify(input, (_, value) =>
          value !== null && typeof value === "object" && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null))
            : value,
        );
        const expected = byJq(given, text);
        expect(byPath(given, text)).toBe(expected);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it.each([
    ".a | length",
    "map(.a)",
    "..",
    ".a,.b",
    ".[1:2]",
    "",
    ".a[.b]",
    '."a\\n"',
    ". .a",
    "..a",
    ".a |",
    "| .a",
    "a",
  ])("given %j, when parsed as a path, then it is left to jq", (given) => {
    expect(parseJqPath(given)).toBeUndefined();
  });

  it("given null entries in a map, when converted, then they are dropped as in the engine's mapper", () => {
    expect(jsonText(jsonTree(parseJson('{"a":null,"b":[null]}')))).toBe('{"b":[null]}');
  });
});

describe("jq programs", () => {
  const input = string('{"l":[1,2,3],"objects":[{"n":"x","v":1},{"n":"y","v":2}],"s":"a-b"}');
  it.each([
    [".l | map(. * 2)", "[[2, 4, 6]]"],
    [".l | length", "[3]"],
    [".l[] | select(. > 1)", "[2, 3]"],
    ["empty", "[]"],
    ["[.objects[] | {key: .n, value: .v}] | from_entries", '[{"x":1,"y":2}]'],
    ['.s | split("-") | join("/")', "[a/b]"],
    ["def double(f): f * 2; double(.l[0])", "[2]"],
    ["reduce .l[] as $x (0; . + $x)", "[6]"],
    ['"\\(.s)!"', "[a-b!]"],
    [".[", "error: jq: syntax error, unexpected end of file at <top-level>, line 1, column 3:"],
    [".s | keys", 'error: jq: string ("a-b") has no keys'],
  ])("given %s, when run, then the result is %s", (program, expected) => {
    expect(shown(() => filtered("jq", input, [string(program)]))).toBe(expected);
  });

  it.each([
    ["def f: f; f", "<jq: the program takes too many steps or too much memory>"],
    ["[range(1e12)]", "<jq: the engine's jq may differ from this one in a decimal number>"],
    ["[range(1000000000000)]", "<jq: the program takes too many steps or too much memory>"],
    ["[repeat(1)]", "<jq: the program takes too many steps or too much memory>"],
    ['"x" * 1000000000', "<jq: the program takes too many steps or too much memory>"],
    ["last(range(1000000000))", "<jq: the program takes too many steps or too much memory>"],
    ["now", "<jq: the engine's jq may differ from this one in now>"],
    ["env", "<jq: the engine's jq may differ from this one in env>"],
    ["$ENV", "<jq: the engine's jq may differ from this one in $ENV>"],
    ["input", "<jq: the engine's jq may differ from this one in input>"],
    ["if .s then 1 end", "<jq: the engine's jq may differ from this one in if without else>"],
  ])("given %s, when run, then it ends with %s", (program, expected) => {
    expect(shown(() => filtered("jq", input, [string(program)]))).toBe(expected);
  });

  it("given a program that was stopped, when another one runs, then it gives its result", () => {
    filtered("jq", input, [string("def g: g; g")]);
    expect(shown(() => filtered("jq", input, [string(".l | add")]))).toBe("[6]");
  });

  it("given -1 or names inside keys and texts, when checked, then neither options nor functions are seen", () => {
    expect(shown(() => filtered("jq", input, [string("-1")]))).toBe("[-1]");
    expect(jqDoubt('{now: .input, a: "env \\(.debug)"}')).toBeUndefined();
    expect(jqDoubt('"\\(now)"')).toBe("now");
  });

  it("given decimals, when the two versions of jq print them differently, then the result is unknown", () => {
    const decimals = string('{"a":1.5}');
    expect(shown(() => filtered("jq", decimals, [string(".a * 2")]))).toBe("[3]");
    expect(shown(() => filtered("jq", decimals, [string(".a | tostring")]))).toBe(
      "<jq: the engine's jq may differ from this one in how decimals are printed>",
    );
  });
});

it("given a jq that runs out of memory, when the script is done, then the process exits", () => {
  const pebble = new URL("../../../dist/pebble/index.js", import.meta.url).href;
  const script = `
    import { render } from ${JSON.stringify(pebble)};
    const result = render("{{ 1 | jq('\\"a\\" * 1000000000') }}", { variables: {}, dialect: "2.0" });
    console.log(result.parts[0].reason);
    setTimeout(() => {}, 500);`;
  const ended = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    timeout: 30_000,
  });
  expect(ended.status).toBe(0);
  expect(ended.stdout).toBe("jq: the program takes too many steps or too much memory\n");
});

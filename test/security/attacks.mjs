// Attacks the built program with inputs below 100 kB, under process limits: each command must exit within 10 s and 1
// GB, without a signal.
// Usage: node test/security/attacks.mjs [--all] [PART OF A NAME]
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const BINARY = fileURLToPath(new URL("../../bin/assets.js", import.meta.url));
const SECONDS = 10;
const HEAP_MB = 700;
const MOST_BYTES = 100_000;

const list = (count, line) => Array.from({ length: count }, (_, at) => line(at)).join("");
const flow = (id, tasks, top = "") => `id: ${id}\nnamespace: c\n${top}tasks:\n${tasks}`;
const task = (id, inputs, outputs) =>
  `  - id: ${id}\n    type: io.kestra.plugin.core.log.Log\n    assets:\n      inputs:\n${inputs}      outputs:\n${outputs}`;
const entry = (id) => `        - { id: ${JSON.stringify(id)} }\n`;

/** The files of a repository and the attacked commands, by the name of the attack. */
const ATTACKS = {
  "2,500 inputs and 2,500 outputs": {
    files: {
      "flows/a.yaml": flow(
        "a",
        task(
          "t",
          list(2500, (at) => `        - id: i${at}\n`),
          list(2500, (at) => `        - id: o${at}\n`),
        ),
      ),
    },
    commands: [
      ["list"],
      ["lineage", "i0"],
      ["impact", "i0"],
      ["path", "i0", "o0"],
      ["diff"],
      ["affected"],
      ["lint"],
      ["export"],
      ["export", "--format", "svg", "--time-limit", "5"],
      ["export", "--format", "graphml"],
      ["export", "--format", "openlineage"],
      ["export", "--as", "lineage-events"],
    ],
  },
  "assets that all feed each other": {
    files: {
      "flows/a.yaml": flow(
        "a",
        task(
          "t",
          list(1500, (at) => entry(`a${at}`)),
          list(1500, (at) => entry(`a${at}`)),
        ),
      ),
    },
    commands: [["lint"], ["lineage", "a0"], ["diff"]],
  },
  "2,400 patterns": {
    files: {
      "flows/a.yaml": flow(
        "a",
        task(
          "t",
          list(1200, (at) => entry(`a{{execution.id}}${at}`)),
          list(1200, (at) => entry(`b{{execution.id}}${at}`)),
        ),
      ),
    },
    commands: [["list"], ["impact", "a*0"], ["lineage", '"a*0"'], ["diff"]],
  },
  "regular expressions in a loop": {
    files: {
      "flows/a.yaml": flow(
        "a",
        list(200, (at) =>
          task(
            `t${at}`,
            "",
            entry(
              `{% for i in range(1, 500) %}{{ '${"a".repeat(40)}' | regexReplace('(a+)+b', 'c') }}{% endfor %}${at}`,
            ),
          ),
        ),
      ),
    },
    commands: [["list"], ["lint"]],
  },
  "jq in many declarations": {
    files: {
      "flows/a.yaml": flow(
        "a",
        list(500, (at) => task(`t${at}`, "", entry(`{{ '[${at}]' | jq('[range(100000)] | add') }}`))),
      ),
    },
    commands: [["list"]],
  },
  "many cases of many declarations": {
    files: {
      "assets.config.yaml": "maxCases: 100000\n",
      "flows/a.yaml": flow(
        "a",
        list(100, (at) => task(`t${at}`, "", entry(list(5, (input) => `{{ inputs.i${input} }}`) + at))),
        `inputs:\n${list(5, (at) => `  - { id: i${at}, type: SELECT, values: [${list(10, (value) => `v${value}, `)}] }\n`)}`,
      ),
    },
    commands: [["list"], ["lint"], ["diff"]],
  },
  policies: {
    files: {
      "assets.config.yaml": `policies:\n${list(200, (at) => `  - { select: "+id:a*+", idPattern: "(a+)+b${at}" }\n`)}`,
      "flows/a.yaml": flow(
        "a",
        task(
          "t",
          "",
          list(1000, (at) => entry("a".repeat(40) + at)),
        ),
      ),
    },
    commands: [["lint"]],
  },
  "1,200 policies": {
    files: {
      "assets.config.yaml": `policies:\n${list(1200, (at) => `  - { select: "id:a*", idPattern: "a${at}" }\n`)}`,
      "flows/a.yaml": flow(
        "a",
        task(
          "t",
          "",
          list(500, (at) => entry(`a${at}`)),
        ),
      ),
    },
    commands: [["lint"]],
  },
  globs: {
    files: {
      "assets.config.yaml": `exclude:\n${list(100, (at) => `  - "${"*a".repeat(200)}${at}"\n`)}overrides:\n  - paths: ["${"{a,aa}".repeat(60)}b"]\n    rules: { unknown-key: off }\n`,
      [`flows/${"a".repeat(200)}.yaml`]: flow("a", task("t", "", entry("a"))),
    },
    commands: [["scan"], ["lint"]],
  },
  CODEOWNERS: {
    files: {
      CODEOWNERS: `a${" ".repeat(90_000)}\u2028x\n`,
      "flows/a.yaml": flow("a", task("t", "", entry("a"))),
    },
    commands: [["diff"]],
  },
  numbers: {
    files: {
      "flows/a.yaml": flow("a", task("t", "", entry(`{{ 1 | numberFormat('${",".repeat(90_000)}x') }}`))),
    },
    commands: [["list"]],
  },
};

/** Flows with a total size near the limit. Each flow has a separate budget. */
function manyFlows(make) {
  const files = {};
  let left = MOST_BYTES;
  for (let at = 0; ; at++) {
    const text = make(at);
    left -= text.length;
    if (left < 0) return files;
    files[`flows/f${at}.yaml`] = text;
  }
}

function small(at, id, top = "") {
  return `id: f${at}\nnamespace: c\n${top}tasks: [{ id: t, type: a, assets: { outputs: [{ id: ${JSON.stringify(id)} }] } }]\n`;
}

function loop(expression) {
  return `{% for i in range(1, 9999) %}{{ ${expression} }}{% endfor %}`;
}

const QUERY = "io.kestra.plugin.jdbc.duckdb.Query";

function query(at, sql) {
  return `id: f${at}\nnamespace: c\ntasks: [{ id: t, type: ${QUERY}, sql: ${JSON.stringify(sql)} }]\n`;
}

const IN_MANY_FILES = {
  "cases in many files": (at) =>
    small(
      at,
      `x${at}{{inputs.i0}}{{inputs.i1}}{{inputs.i2}}`,
      `inputs:\n${list(3, (input) => `  - { id: i${input}, type: SELECT, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }\n`)}`,
    ),
  "loops in many files": (at) =>
    `id: f${at}\nnamespace: c\ntasks: [{ id: l, type: io.kestra.plugin.core.flow.ForEach, values: "{{ range(1, 900) }}", tasks: [{ id: t, type: a, assets: { outputs: [{ id: "x${at}{{ taskrun.value }}" }] } }] }]\n`,
  "SQL in loops in many files": (at) =>
    `id: f${at}\nnamespace: c\ntasks: [{ id: l, type: io.kestra.plugin.core.flow.ForEach, values: "{{ range(1, 900) }}", tasks: [{ id: t, type: ${QUERY}, sql: "create table x{{ taskrun.value }} as select * from a join b join c join d" }] }]\n`,
  "made SQL in many files": (at) =>
    query(at, "{% for i in range(1, 3000) %}create table a{{ i }} as select * from b{{ i }}; {% endfor %}"),
  "SQL brackets in many files": (at) =>
    query(at, "{% set a = '((((' %}{% for i in range(1, 17) %}{% set a = a ~ a %}{% endfor %}select {{ a }}"),
  "jq in many files": (at) => small(at, `{{ '${at}' | jq('[range(9999999)]') }}`),
  "dates in many files": (at) => small(at, loop("'2024-01-01T00:00:00Z' | dateAdd(1, 'DAYS')")),
  "numbers in many files": (at) => small(at, loop("12345678.123 | numberFormat('#,##0.00')")),
  "hashes in many files": (at) => small(at, loop("'a' | sha256 | md5")),
  "YAML in many files": (at) => small(at, loop("yaml('a: [1, { b: c }]')")),
  "replacements in many files": (at) =>
    small(
      at,
      "{% set a = 'aaaaaaaa' %}{% for i in range(1, 99) %}{% set a = a | replace({'a': 'aa'}) %}{% endfor %}{{ a }}",
    ),
  "regular expressions in many files": (at) =>
    small(at, `{{ '${"a".repeat(30)}' | regexReplace('(a+)+b', 'c') }}`),
};

/** A flow with PostgreSQL queries. */
function queries(count, sql, more = "") {
  const queryTask = (at) =>
    `  - {id: t${at}, type: io.kestra.plugin.jdbc.postgresql.Query, url: 'jdbc:postgresql://h/d', sql: ${JSON.stringify(sql(at))}${more}}\n`;
  return { "flows/a.yaml": flow("a", list(count, queryTask)) };
}

const tables = (count) => list(count, (at) => `${at === 0 ? "" : ", "}t${at}`);

Object.assign(ATTACKS, {
  "braces that do not close": {
    files: { "flows/a.yaml": flow("a", task("t", "", entry(`json(${"{{".repeat(49_000)}`))) },
    commands: [["list"], ["lint"], ["diff"], ["declare"]],
  },
  "many tasks to declare": {
    files: queries(640, (at) => `insert into b${at} select * from a${at}`),
    commands: [["declare"], ["coverage"]],
  },
  "many tasks that cannot be declared": {
    files: queries(
      500,
      (at) => `insert into b${at} select * from a${at}; insert into c${at} select * from d${at}`,
    ),
    commands: [["declare"]],
  },
  "a task to declare that has many edges": {
    files: queries(1, () => list(2200, (at) => `insert into b${at} select * from a${at}; `)),
    commands: [["declare"], ["lint"]],
  },
  "a query of many tables": {
    files: queries(1, () => `insert into b select * from ${tables(12_000)}`),
    commands: [["list"], ["lint"], ["declare"]],
  },
  "a query of many tables and their declaration": {
    files: queries(
      1,
      () => `insert into b select * from ${tables(6000)}`,
      `, assets: {inputs: [${list(3000, (at) => `${at === 0 ? "" : ", "}{id: d.t${at}}`)}]}`,
    ),
    commands: [["list"], ["lint"], ["declare"]],
  },
});

const MODELS = Array.from({ length: 200 }, (_, at) => [
  `model.a.m${at}`,
  {
    ...{ resource_type: "model", name: `m${at}`, schema: "s", database: "d", fqn: ["a", `m${at}`] },
    depends_on: { nodes: at === 0 ? [] : [`model.a.m${at - 1}`] },
  },
]);
ATTACKS["many tasks that build a whole dbt project"] = {
  files: {
    "flows/a.yaml": flow(
      "a",
      list(
        200,
        (at) =>
          `  - { id: t${at}, type: io.kestra.plugin.dbt.cli.DbtCLI, commands: ["dbt build"], projectDirectory: dbt }\n`,
      ),
    ),
    "dbt/target/manifest.json": JSON.stringify({
      metadata: {},
      nodes: Object.fromEntries(MODELS),
      sources: {},
    }),
  },
  commands: [["list"], ["lint"], ["declare"], ["diff"], ["export", "--format", "html", "-o", "page.html"]],
};

const NESTED = Array.from({ length: 1300 }, (_, depth) => `flows/${"a/".repeat(depth)}`);
for (const [place, folder] of [
  ["above", "flows/files/"],
  ["below", NESTED.at(-1)],
]) {
  ATTACKS[`SQL files ${place} nested folders`] = {
    files: {
      ...Object.fromEntries(
        NESTED.map((each, at) => [
          `${each}f.yaml`,
          `id: f${at}\nnamespace: c\ntasks: [{ id: t, type: a }]\n`,
        ]),
      ),
      ...Object.fromEntries(Array.from({ length: 1300 }, (_, at) => [`${folder}${at}.sql`, ""])),
    },
    commands: [["list"], ["lint"], ["diff"]],
  };
}

const RING_SIZE = 250;
const SUBFLOW = "io.kestra.plugin.core.flow.Subflow";
const SLOW = loop("inputs.x ~ 'a' | length");

/** A flow in a ring of calls, which passes a new value in each round. */
function inRing(at, rest, call = "") {
  const next = `namespace: c, flowId: f${(at + 1) % RING_SIZE}`;
  return `id: f${at}\nnamespace: c\n${rest}tasks:\n  - { id: s, type: ${SUBFLOW}, ${next}${call} }\n`;
}

const INPUT = "inputs: [{ id: x, type: STRING, defaults: a }]\n";
const RINGS = {
  "a ring of calls": (at) => inRing(at, INPUT, `, inputs: { x: "{{ inputs.x }}b" }`),
  "a ring of slow calls": (at) =>
    inRing(at, INPUT, `, inputs: { x: ${JSON.stringify(`{{ inputs.x }}b${SLOW}`)} }`),
  "a ring of declarations": (at) =>
    `${inRing(at, INPUT, `, inputs: { x: "{{ inputs.x }}b" }`)}  - { id: t, type: a, assets: { outputs: [{ id: ${JSON.stringify(SLOW + at)} }] } }\n`,
  "a ring of outputs": (at) =>
    inRing(
      at,
      `outputs: [{ id: x, type: STRING, value: ${JSON.stringify(`{{ outputs.s.outputs.x ?? '' }}b${loop("i ~ 'a' | length")}`)} }]\n`,
    ),
};
for (const [name, make] of Object.entries(RINGS)) {
  const files = Object.fromEntries(
    Array.from({ length: RING_SIZE }, (_, at) => [`flows/f${at}.yaml`, make(at)]),
  );
  ATTACKS[name] = { files, commands: [["list"], ["lint"], ["diff"]] };
}
for (const [name, make] of Object.entries(IN_MANY_FILES)) {
  ATTACKS[name] = { files: manyFlows(make), commands: [["list"], ["lint"], ["diff"]] };
}

let failed = 0;
const only = process.argv.slice(2).find((name) => !name.startsWith("--"));
for (const [name, { files, commands }] of Object.entries(ATTACKS)) {
  if (only !== undefined && !name.includes(only)) continue;
  const folder = mkdtempSync(join(tmpdir(), "assets-attack-"));
  const git = (...args) =>
    spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: folder });
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message", "none");
  const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > MOST_BYTES) fail(name, [], `it has ${bytes} bytes`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  for (const command of [["scan"], ...commands]) {
    const started = performance.now();
    const { status, signal, error, stderr } = spawnSync(
      process.execPath,
      [`--max-old-space-size=${HEAP_MB}`, BINARY, ...command],
      {
        cwd: folder,
        env: { ...process.env, HOME: folder, ASSETS_CACHE_DIR: "" },
        stdio: ["ignore", "ignore", "pipe"],
        timeout: SECONDS * 1000,
        killSignal: "SIGKILL",
      },
    );
    const words = stderr?.toString() ?? "";
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (signal !== null || status === null || status > 3)
      fail(name, command, `ended by ${error?.code ?? signal ?? status} after ${seconds} s`);
    else if (/fault of the program|heap out of memory/.test(words)) fail(name, command, words.slice(0, 300));
    else if (process.argv.includes("--all"))
      console.log(`${name}: ${command.join(" ")}: ${status}, ${seconds} s`);
  }
  rmSync(folder, { recursive: true, force: true });
}
if (failed > 0) process.exit(1);
console.log(`${Object.keys(ATTACKS).length} attacks: all commands exited within ${SECONDS} s`);

function fail(name, command, reason) {
  failed++;
  console.error(`${name}: assets ${command.join(" ")}: ${reason}`);
}

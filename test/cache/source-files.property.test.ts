import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refreshStore } from "../../src/workspace/refresh-store.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "assets-sql-"));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(file: string, text: string): void {
  const path = join(base, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const flow = (sql: string, more = "") => `id: f
namespace: x
inputs: [{id: layer, type: STRING, defaults: core}]
tasks:
  - id: t
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://db/d
    sql: "${sql}"
${more}`;

/** @param cached with what earlier scans know; otherwise a scan of everything */
async function scanned(cached: boolean) {
  const store = join(base, cached ? ".assets/inventory.json" : ".assets/full.json");
  if (!cached) rmSync(store, { force: true });
  const cache = { folder: join(base, "cache"), workspace: base, build: "this build" };
  const { inventory } = await refreshStore({
    ...{ base, roots: [join(base, "flows")], infer: { groups: [], types: [] } },
    ...{ store: { path: store, shown: store }, write: true, ...(cached && { cache }) },
  });
  return { text: readFileSync(store, "utf8"), inventory: inventory() };
}

async function found() {
  const { inventory } = await scanned(false);
  return {
    ids: inventory.assets.map(({ id }) => id),
    evidence: inventory.bundles.flatMap(({ outputs }) => outputs.map((output) => output.evidence)),
    gaps: inventory.gaps.map(({ message }) => message),
  };
}

const program = (type: string, properties: string) => `id: f
namespace: x
tasks:
  - id: t
    type: io.kestra.plugin.scripts.python.${type}
    ${properties}
`;

const SERVER = "postgres://db:5432/d";

test.each([
  ["beside the flow", "queries/load.sql", "flows/team/queries/load.sql"],
  ["in the folder of namespace files", "load.sql", "flows/team/_files/load.sql"],
  ["in one of a folder above", "/queries/load.sql", "flows/_files/queries/load.sql"],
])(
  "given a SQL file %s, when scanned, then its tables are inferred with the line in that file",
  async (_, path, file) => {
    write("flows/team/f.yml", flow(`{{ read('${path}') }}`));
    write(file, "-- every day\nINSERT INTO core.trips\nSELECT * FROM raw.trips;\n");
    expect(await found()).toEqual({
      ids: [`${SERVER}.core.trips`, `${SERVER}.raw.trips`],
      evidence: [`INSERT INTO core.trips (${file}:2)`],
      gaps: [],
    });
  },
);

test.each([
  ["read by a script", "Script", "script: \"{{ read('etl.py') }}\""],
  ["run by a command", "Commands", "commands: [python ./etl.py --full]"],
])(
  "given a program %s, when scanned, then its data access is a gap with the line in that file",
  async (_, type, properties) => {
    write("flows/team/f.yml", program(type, properties));
    write("flows/_files/etl.py", "import os\nimport psycopg2\n");
    expect((await found()).gaps).toEqual([
      "unknown data access: the program uses psycopg2 (flows/_files/etl.py:2)",
    ]);
    write("flows/_files/etl.py", "import os\n");
    expect((await found()).gaps).toEqual([]);
  },
);

test("given two SQL files of one path, when scanned, then the one beside the flow counts", async () => {
  write("flows/f.yml", flow("{{ read('load.sql') }}"));
  write("flows/load.sql", "TRUNCATE near");
  write("flows/_files/load.sql", "TRUNCATE far");
  expect((await found()).ids).toEqual([`${SERVER}.near`]);
});

test("given expressions in a SQL file, when scanned, then they are evaluated inside of render only", async () => {
  write("flows/load.sql", "TRUNCATE {{ inputs.layer }}.trips");
  write("flows/f.yml", flow("{{ render(read('load.sql')) }}"));
  expect((await found()).ids).toEqual([`${SERVER}.core.trips`]);
  write("flows/f.yml", flow("{{ read('load.sql') }}"));
  expect((await found()).ids).toEqual([]);
});

test.each([
  ["no such file", () => {}],
  [
    "a link out of the folder",
    () => {
      write("secret.sql", "TRUNCATE secret");
      symlinkSync(join(base, "secret.sql"), join(base, "flows/load.sql"));
    },
  ],
  ["a folder", () => mkdirSync(join(base, "flows/load.sql"))],
  ["a file that is not UTF-8", () => writeFileSync(join(base, "flows/load.sql"), Buffer.from([0xc3, 0x28]))],
  [
    "a path above the folder",
    () => {
      write("load.sql", "TRUNCATE above");
      write("flows/f.yml", flow("{{ read('../load.sql') }}"));
    },
  ],
])("given %s, when scanned, then no table is inferred, and a gap says so", async (_, prepare) => {
  write("flows/f.yml", flow("{{ read('load.sql') }}"));
  prepare();
  const { ids, gaps } = await found();
  expect(ids).toEqual([]);
  expect(gaps).toEqual(["the statement is an expression"]);
});

test("given any edits of SQL files, programs, flows and tying declarations, when scanned with the cache, then the bytes are those of a full scan", async () => {
  const DECLARES = "    assets: {outputs: [{id: trips, metadata: {schema: core, name: trips}}]}\n";
  const flows = [
    flow("{{ read('load.sql') }}"),
    flow("{{ render(read('load.sql')) }}"),
    flow("{{ read('load.sql') }}", DECLARES),
    flow("{{ read('other/load.sql') }}"),
    flow("TRUNCATE core.trips", DECLARES),
    program("Commands", "commands: [python etl.py]"),
  ];
  const statements = [
    "INSERT INTO core.trips SELECT * FROM raw.trips",
    "INSERT INTO core.trips SELECT * FROM raw.rides",
    "TRUNCATE {{ inputs.layer }}.trips",
  ];
  const sqlFile = fc.constantFrom(
    "flows/load.sql",
    "flows/sub/load.sql",
    "flows/_files/load.sql",
    "flows/other/load.sql",
  );
  const edit = fc.oneof(
    fc.record({ file: fc.constantFrom("flows/a.yml", "flows/sub/b.yml"), text: fc.constantFrom(...flows) }),
    fc.record({ file: sqlFile, text: fc.constantFrom(...statements) }),
    fc.record({
      file: fc.constantFrom("flows/etl.py", "flows/_files/etl.py"),
      text: fc.constantFrom("import psycopg2", "import os"),
    }),
    fc.record({ file: sqlFile, to: sqlFile }),
    fc.record({ file: sqlFile }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      async (rounds) => {
        rmSync(base, { recursive: true, force: true });
        write("flows/sub/b.yml", flow("{{ read('load.sql') }}", DECLARES));
        write("flows/a.yml", flow("{{ read('load.sql') }}"));
        write("flows/load.sql", "TRUNCATE raw.trips");
        for (const edits of rounds) {
          for (const change of edits) {
            if ("text" in change) write(change.file, change.text);
            else if ("to" in change) {
              mkdirSync(dirname(join(base, change.to)), { recursive: true });
              try {
                renameSync(join(base, change.file), join(base, change.to));
              } catch {
                // The file does not exist.
              }
            } else rmSync(join(base, change.file), { force: true });
          }
          expect((await scanned(true)).text).toBe((await scanned(false)).text);
        }
      },
    ),
    { numRuns: 40, seed: 5 },
  );
});

test("given an edit of a SQL file alone, when scanned again, then its flow has the new tables", async () => {
  write("flows/f.yml", flow("{{ read('load.sql') }}"));
  write("flows/load.sql", "TRUNCATE one");
  await scanned(true);
  write("flows/load.sql", "TRUNCATE two");
  expect((await scanned(true)).inventory.assets.map(({ id }) => id)).toEqual([`${SERVER}.two`]);
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
  repo.write("flows/build.yml", insertInto("mart.trips"));
  repo.commit("First");
  repo.write("flows/build.yml", insertInto("mart.rides"));
});
afterEach(() => repo.end());

function insertInto(table: string, declared = ""): string {
  return `id: build
namespace: company
tasks:
  - id: fill
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://dwh/analytics
    sql: INSERT INTO ${table} SELECT * FROM raw.trips
${declared}`;
}

const SERVER = "postgres://dwh:5432/analytics";

describe("a flow that declares nothing, with another table in its SQL", () => {
  test("given no option, when compared, then there is no difference", () => {
    const { code, stdout } = repo.assets("diff");
    expect({ code, headline: stdout.split("\n")[3] }).toEqual({
      code: 0,
      headline: "1 flow file changed; no asset changes.",
    });
  });

  test("given --include-inferred, when compared, then the table that is not written any more is breaking", () => {
    const { code, stdout } = repo.assets("diff", "--include-inferred", "--fail-on", "breaking");
    expect(code).toBe(1);
    expect(stdout.split("\n").slice(2, 14)).toEqual([
      "",
      "1 breaking, 1 additive; 0 assets downstream, 0 flows affected.",
      "",
      `- ${SERVER}.mart.trips  Table, inferred  breaking`,
      `    removed, possibly renamed to ${SERVER}.mart.rides (a guess)`,
      `+ ${SERVER}.mart.rides  Table, inferred  additive`,
      "    new",
      `    possibly renamed from ${SERVER}.mart.trips (a guess)`,
      "",
      "Edges: 1 added, 1 removed",
      `  + ${SERVER}.raw.trips → ${SERVER}.mart.rides`,
      "    fill in company/build  flows/build.yml:7",
    ]);
  });

  test("given a file that declares the table under another name now, when compared, then the tied ids are one asset", () => {
    repo.write(
      "flows/build.yml",
      insertInto(
        "mart.trips",
        "    assets: {outputs: [{id: trips, metadata: {schema: mart, name: trips}}]}\n",
      ),
    );
    const { assets } = JSON.parse(repo.assets("diff", "--include-inferred", "--format", "json").stdout);
    expect(assets.map(({ id, change }: { id: string; change: string }) => [id, change])).toEqual([
      [`${SERVER}.mart.trips`, "removed"],
      ["trips", "added"],
    ]);
  });

  test("given affected, when inferred assets are included, then they are listed", () => {
    expect(repo.assets("affected", "--only", "assets").stdout).toBe("");
    expect(repo.assets("affected", "--include-inferred", "--only", "assets").stdout).toBe(
      `${SERVER}.mart.rides\n${SERVER}.mart.trips\n`,
    );
  });
});

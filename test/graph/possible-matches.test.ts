import { describe, expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { possibleMatches } from "../../src/graph/possible-matches.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";
import { inferText } from "../infer/inferred.ts";

/** The graph of flows, each with a connection and an SQL text. */
function graphOf(...flows: readonly (readonly [url: string, sql: string])[]) {
  const files = flows.map(([url, sql], index) =>
    inferText(
      `id: f${index}\nnamespace: co\ntasks:\n  - {id: t, type: io.kestra.plugin.jdbc.postgresql.Query, url: "${url}", sql: "${sql}"}\n`,
    ),
  );
  return createGraph(inventoryOfFiles(files, [], { tenant: "main", roots: ["flows"] }));
}

const links = (graph: ReturnType<typeof graphOf>) =>
  graph.assets.flatMap((asset) =>
    possibleMatches(graph, [asset]).map(({ other, reason }) => [asset.id, other, reason]),
  );

const DB = "jdbc:postgresql://db/d";

describe("tables that are possibly the same", () => {
  test("given a name with and without its schema on one server, then each is possibly the other", () => {
    expect(links(graphOf([DB, "TRUNCATE orders"], [DB, "TRUNCATE public.orders"]))).toEqual([
      ["postgres://db:5432/d.orders", "postgres://db:5432/d.public.orders", "schema"],
      ["postgres://db:5432/d.public.orders", "postgres://db:5432/d.orders", "schema"],
    ]);
  });

  test("given a server that is not known, then its table is possibly the one of a known server", () => {
    const found = links(graphOf([DB, "TRUNCATE sales.orders"], ["{{ secret('URL') }}", "TRUNCATE orders"]));
    expect(found).toEqual([
      ["postgres://db:5432/d.sales.orders", expect.stringMatching(/^postgres:\/\/~\w+\/orders$/), "server"],
      [expect.stringMatching(/^postgres:\/\/~\w+\/orders$/), "postgres://db:5432/d.sales.orders", "server"],
    ]);
  });

  test.each([
    ["two known servers", [DB, "TRUNCATE orders"], ["jdbc:postgresql://other/d", "TRUNCATE orders"]],
    ["two schemas", [DB, "TRUNCATE a.orders"], [DB, "TRUNCATE b.orders"]],
    ["two databases", [DB, "TRUNCATE orders"], ["jdbc:postgresql://db/e", "TRUNCATE orders"]],
    ["two names", [DB, "TRUNCATE orders"], [DB, "TRUNCATE public.customers"]],
  ] as const)("given %s, then nothing links them", (_, one, other) => {
    expect(links(graphOf(one, other))).toEqual([]);
  });

  test("given a table downstream that is possibly another one, when asked for the impact, then it is not walked, and named", () => {
    const graph = graphOf(
      [DB, "INSERT INTO orders SELECT * FROM raw"],
      [DB, "INSERT INTO mart SELECT * FROM public.orders"],
    );
    const answer = impact(graph, "postgres://db:5432/d.raw");
    expect(answer.assets.map(({ asset }) => asset.id)).toEqual(["postgres://db:5432/d.orders"]);
    expect(answer.possibleMatches).toEqual([
      { asset: "postgres://db:5432/d.orders", other: "postgres://db:5432/d.public.orders", reason: "schema" },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import type { Asset } from "../../src/model/model.ts";
import { datasetNames } from "../../src/openlineage/dataset-names.ts";
import { mappingsProblem, unusedFields } from "../../src/openlineage/mappings.ts";
import { platformName } from "../../src/openlineage/platform-name.ts";
import { browsableUrl, sourceLocation } from "../../src/openlineage/source-location.ts";
import { sqlDialect } from "../../src/openlineage/sql-dialect.ts";
import { stableUuid } from "../../src/openlineage/uuid.ts";
import type { Json } from "../../src/util/json.ts";
import { sampleInventory } from "../export/sample.ts";
import { CONTEXT, GIT } from "./context.ts";

const TABLE = "io.kestra.plugin.ee.assets.Table";

function asset(id: string, metadata: Readonly<Record<string, Json>>): Asset {
  return { id, certainty: "exact", external: false, type: TABLE, metadata };
}

describe("platformName", () => {
  it.each<readonly [string, Readonly<Record<string, Json>>, string, string]>([
    [
      "orders",
      { system: "postgres", host: "db", database: "w", schema: "s" },
      "postgres://db:5432",
      "w.s.orders",
    ],
    [
      "w.s.orders",
      { system: "PostgreSQL", host: "db", port: 6432, database: "w", schema: "s" },
      "postgres://db:6432",
      "w.s.orders",
    ],
    ["orders", { system: "mysql", host: "db:3307", database: "w" }, "mysql://db:3307", "w.orders"],
    ["x", { system: "bigquery", project: "p", dataset: "d", name: "orders" }, "bigquery", "p.d.orders"],
    [
      "t",
      { system: "snowflake", account: "org-acc", database: "D", schema: "S" },
      "snowflake://org-acc",
      "D.S.t",
    ],
    ["t", { system: "kafka", bootstrap: "k1,k2", topic: "orders" }, "kafka://k1:9092", "orders"],
    ["f", { path: "s3://bucket/a/b.csv" }, "s3://bucket", "a/b.csv"],
    ["f", { system: "s3", bucket: "bucket", path: "/a/b.csv" }, "s3://bucket", "a/b.csv"],
    [
      "f",
      { location: "abfss://c@acc.dfs.core.windows.net/p/q" },
      "abfss://c@acc.dfs.core.windows.net",
      "p/q",
    ],
  ])(
    "given %s with the metadata %o, when named, then the namespace is %s and the name %s",
    (id, metadata, namespace, name) => {
      expect(platformName(asset(id, metadata))).toEqual({ namespace, name });
    },
  );

  it.each<Readonly<Record<string, Json>>>([
    {},
    { system: "postgres", database: "w", schema: "s" },
    { system: "postgres", host: "db", database: "w" },
    { system: "postgres", host: "{{ envs.host }}", database: "w", schema: "s" },
    { system: "duckdb", host: "db", database: "w", schema: "s" },
    { system: "constructor", host: "db" },
    { path: "raw_customer.csv" },
  ])(
    "given the metadata %o with something missing, when named, then there is no platform name",
    (metadata) => {
      expect(platformName(asset("orders", metadata))).toBeUndefined();
    },
  );
});

describe("datasetNames", () => {
  const inventory = sampleInventory([{ flow: "f", task: "t", reads: ["a", "p-*"], writes: ["b"] }], {
    a: { type: TABLE, metadata: { system: "erp" } },
    b: { type: TABLE, metadata: { system: "{{ x }}" } },
  });

  it("given Kestra's mappings, when named, then the namespace is taken from the metadata", () => {
    const names = datasetNames(inventory, { ...CONTEXT, mappings: { [TABLE]: { namespace: "system" } } });
    expect(names.of("a")).toEqual({ namespace: "erp", name: "a" });
    // The name is known only at run time, so the neutral name is used.
    expect(names.of("b")).toEqual({ namespace: "kestra://main", name: "b" });
    expect(names.of("p-*")).toBeUndefined();
  });

  it("given two assets with the same platform name, when named, then both have neutral names", () => {
    const same = { system: "bigquery", project: "p", dataset: "d", name: "t" };
    const twice = sampleInventory([{ flow: "f", task: "t", reads: ["a"], writes: ["b"] }], {
      a: { type: TABLE, metadata: same },
      b: { type: TABLE, metadata: same },
    });
    const names = datasetNames(twice, CONTEXT);
    expect(names.collisions).toEqual(["a", "b"]);
    expect(names.of("a")).toEqual({ namespace: "kestra://main", name: "a" });
  });

  it("given an invalid mappings block, when checked, then the problem is named", () => {
    expect(mappingsProblem({ [TABLE]: { namespace: "namespace" } })).toBeUndefined();
    expect(mappingsProblem([])).toBe('"mappings" must map each asset type to a map of fields');
    expect(mappingsProblem({ T: { namespace: 1 } })).toBe(
      'the metadata key for "namespace" in the mapping of "T" must be text',
    );
  });

  it("given fields that only Kestra uses, when checked, then they are accepted and listed as unused", () => {
    const mappings = { T: { owners: "x", name: "y" }, U: { schema: "z", owners: "x" } };
    expect(mappingsProblem(mappings)).toBeUndefined();
    expect(unusedFields(mappings)).toEqual(["owners", "schema"]);
  });
});

describe("places in git", () => {
  it.each([
    ["git@github.com:acme/flows.git", "https://github.com/acme/flows"],
    ["https://user:token@gitlab.example.com/a/b.git", "https://gitlab.example.com/a/b"],
    ["ssh://git@git.example.com:2222/a/b.git", "https://git.example.com/a/b"],
    ["http://git.example.com:8080/a/b/", "http://git.example.com:8080/a/b"],
    ["/srv/git/flows.git", undefined],
    ["file:///srv/git/flows.git", undefined],
  ])("given the remote %s, when converted for a browser, then the address is %s", (remote, url) => {
    expect(browsableUrl(remote)).toBe(url);
  });

  it("given several hosts, when a place is linked, then the address has the host's form and is encoded", () => {
    const at = (repository: string) => sourceLocation("a b/ü#.yml", { ...GIT, repository, prefix: "" })?.url;
    const { commit } = GIT;
    expect(at("https://github.com/a/b")).toBe(`https://github.com/a/b/blob/${commit}/a%20b/%C3%BC%23.yml`);
    expect(at("https://gitlab.com/a/b")).toBe(`https://gitlab.com/a/b/-/blob/${commit}/a%20b/%C3%BC%23.yml`);
    expect(at("https://bitbucket.org/a/b")).toBe(
      `https://bitbucket.org/a/b/src/${commit}/a%20b/%C3%BC%23.yml`,
    );
    expect(sourceLocation("../x.yml", { ...GIT, prefix: "" })).toBeUndefined();
  });
});

describe("dialects and ids", () => {
  it("given a task type, when asked for its SQL dialect, then it is known or undefined", () => {
    expect(sqlDialect("io.kestra.plugin.jdbc.duckdb.Query")).toBe("duckdb");
    expect(sqlDialect("io.kestra.plugin.jdbc.postgresql.Queries")).toBe("postgres");
    expect(sqlDialect("io.kestra.plugin.gcp.bigquery.Query")).toBe("bigquery");
    expect(sqlDialect("io.kestra.plugin.core.log.Log")).toBeUndefined();
  });

  it("given an address, when hashed, then the result is a version 5 UUID", () => {
    // Source: Python's uuid.uuid5 with the URL namespace; RFC 9562, appendix A.4, has the DNS namespace.
    expect(stableUuid("http://example.com/")).toBe("0a300ee9-f9e4-5697-a51a-efc7fafaba67");
  });
});

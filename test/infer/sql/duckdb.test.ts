import { specify } from "./described.ts";

specify("duckdb", "files", [
  [
    "SELECT * FROM 'data/*.parquet' p JOIN \"x.csv\" USING (i), md.main.d",
    `read 'data/*.parquet', read 'x.csv', read md.main.d`,
  ],
  [
    "SELECT * FROM read_csv(['s3://a/b.csv', 'c.csv'], names = ['x']), read_parquet('{{ dir }}/f.parquet')",
    "read 's3://a/b.csv', read 'c.csv', read '{{ dir }}/f.parquet'",
  ],
  [
    "SELECT * FROM read_csv('a' || x || '.csv'), read_json(getvariable('f'))",
    "read 'a{{  }}.csv', read '{{  }}'",
  ],
  [
    "COPY t TO 's3://b/o.parquet' (FORMAT parquet)",
    "read t, write 's3://b/o.parquet'",
    "t -> 's3://b/o.parquet'",
  ],
  ["COPY (FROM t) TO 'o.csv'", "read t, write 'o.csv'", "t -> 'o.csv'"],
  ["COPY t FROM 'x.csv'", "write t, read 'x.csv'", "'x.csv' -> t"],
  ["COPY FROM DATABASE a TO b", "", "", "unexpected"],
  ["SELECT * FROM sqlite_scan('f.db', 't')", "", "", "external"],
]);

specify("duckdb", "queries", [
  ["FROM a SELECT x, y WHERE z", "read a"],
  ["FROM a", "read a"],
  ["SELECT * FROM (FROM a WHERE x), (PIVOT b ON c, d USING sum(x))", "read a, read b"],
  ["PIVOT a ON x, y USING sum(z)", "read a"],
  ["WITH q AS (FROM a) FROM q", "read a"],
  ["SUMMARIZE a", "read a"],
  [
    "SELECT {'a': 1, 'b': [1, 2]}, x[1:2], y::INT FROM a ASOF JOIN b ON a.x >= b.x, range(10) r(i) POSITIONAL JOIN c",
    "read a, read b, read c",
  ],
]);

specify("duckdb", "changes", [
  ["CREATE TABLE a AS FROM b", "create a, read b", "b -> a"],
  ["INSERT INTO a BY NAME SELECT * FROM b", "write a, read b", "b -> a"],
  ["INSTALL httpfs; LOAD httpfs; SET s3_region = 'x'; PRAGMA show_tables", ""],
  ["CREATE MACRO m(x) AS TABLE SELECT * FROM a", "", "", "routine"],
]);

import { specify } from "./described.ts";

specify("clickhouse", "INSERT", [
  ["INSERT INTO db.t (a, b) SETTINGS async_insert = 1 VALUES (1, 'x')", "write db.t"],
  ['INSERT INTO t FORMAT JSONEachRow {"a": "it\'s FROM x"}', "write t"],
  [
    "INSERT INTO t FROM INFILE 'x.csv' FORMAT CSV; SELECT * FROM u",
    "write t, read 'x.csv', read u",
    "'x.csv' -> t",
  ],
  [
    "INSERT INTO FUNCTION s3('https://b/x.csv', 'CSV') SELECT * FROM t",
    "write 'https://b/x.csv', read t",
    "t -> 'https://b/x.csv'",
  ],
  ["INSERT INTO TABLE FUNCTION remote('h', db.t) SELECT * FROM u", "read u", "", "external"],
]);

specify("clickhouse", "queries", [
  ["WITH (SELECT max(x) FROM m) AS mx, 5 AS five, c AS (SELECT * FROM t) SELECT * FROM c", "read m, read t"],
  [
    "SELECT * FROM t FINAL SAMPLE 0.1 ARRAY JOIN a AS x, b AS y LEFT ANY JOIN u USING (k) PREWHERE z",
    "read t, read u",
  ],
  [
    "SELECT * FROM t JOIN u USING k, l WHERE x GROUP BY a WITH TOTALS LIMIT 1, 2 BY x SETTINGS a = 1, b = 2 FORMAT JSON",
    "read t, read u",
  ],
  [
    "SELECT * FROM s3('https://b/{a,b}.parquet', 'k', 's'), url('http://x/y', CSV), s3Cluster('c', 'https://z'), numbers(10)",
    "read 'https://b/{a,b}.parquet', read 'http://x/y', read 'https://z'",
  ],
  ["SELECT 'a\\'b', `q r` FROM `x y`.t # FROM z", 'read "x y".t'],
  ["SELECT * FROM system.tables, t", "read t"],
  ["WITH C AS (SELECT 1) SELECT * FROM c", "read c"],
]);

specify("clickhouse", "definitions", [
  [
    "CREATE MATERIALIZED VIEW v ON CLUSTER c TO t (a Int) AS SELECT * FROM s",
    "create v, write t, read s",
    "s -> v + t",
  ],
  ["CREATE TABLE a AS b ENGINE = MergeTree ORDER BY (x, y)", "create a, access b"],
  ["CREATE TABLE a ENGINE = Memory AS SELECT * FROM b", "create a, read b", "b -> a"],
  ["CREATE TABLE a (x Int) ENGINE = S3('https://b/y')", "create a, read 'https://b/y'", "'https://b/y' -> a"],
  [
    "CREATE TABLE a ENGINE = S3('https://b/y') AS SELECT * FROM c",
    "create a, write 'https://b/y', read c",
    "c -> a + 'https://b/y'",
  ],
  ["CREATE TABLE a (x Int) ENGINE = MySQL('h:1', 'd', 't', 'u', 'p')", "create a", "", "external"],
]);

specify("clickhouse", "changes of tables", [
  ["ALTER TABLE a DELETE WHERE x IN (SELECT y FROM b)", "alter a, read b"],
  ["ALTER TABLE a REPLACE PARTITION 1 FROM b", "alter a, read b", "b -> a"],
  ["ALTER TABLE a MOVE PARTITION 1 TO TABLE b", "alter a, write b", "a -> b"],
  ["EXCHANGE TABLES a AND b", "alter a, alter b", "a -> b; b -> a"],
  ["OPTIMIZE TABLE a FINAL; TRUNCATE TABLE IF EXISTS b; DROP TABLE c SYNC", "write a, truncate b, drop c"],
]);

import { specify } from "./described.ts";

specify("bigquery", "names", [
  [
    "SELECT * FROM my-project-1.ds.t, `a-b`.ds.t x, `p.d.t`",
    'read my-project-1.ds.t, read "a-b".ds.t, read "p"."d"."t"',
  ],
  ["SELECT a-b FROM ds.t WHERE c-d = 1", "read ds.t"],
  ["SELECT * FROM `p.d.t$20240101`, `p.d.u@-3600000`", 'read "p"."d"."t", read "p"."d"."u"'],
  ['SELECT * FROM `p.d.events_*` WHERE _TABLE_SUFFIX = "x"', 'read "p"."d"."events_{{ * }}"'],
  ["SELECT * FROM ds.INFORMATION_SCHEMA.TABLES, `region-us`.INFORMATION_SCHEMA.JOBS", ""],
  ["WITH Orders AS (SELECT * FROM ds.t) SELECT * FROM orders", "read ds.t"],
]);

specify("bigquery", "strings and comments", [
  ['SELECT """a \' FROM x""", r\'\\\' FROM y\', \'a\\\' b\', "c" FROM t # FROM u', "read t"],
]);

specify("bigquery", "arrays of rows", [
  ["SELECT * FROM ds.t, t.items", "read ds.t"],
  ["SELECT * FROM ds.t AS x LEFT JOIN x.items i, i.parts, ds.u", "read ds.t, read ds.u"],
  ["SELECT ARRAY(SELECT v FROM t.items), (SELECT 1 FROM ds.u) FROM ds.t", "read ds.u, read ds.t"],
  ["SELECT * FROM ds.t UNION ALL SELECT * FROM t.u", "read ds.t, read t.u"],
  ["SELECT * FROM ds.t, UNNEST(t.items) AS i WITH OFFSET AS o, ds.u", "read ds.t, read ds.u"],
]);

specify("bigquery", "queries", [
  ["SELECT * EXCEPT (a, b) FROM ds.t EXCEPT DISTINCT SELECT * FROM ds.u", "read ds.t, read ds.u"],
  [
    "FROM ds.t |> WHERE a > 1 |> JOIN ds.u ON t.i = u.i |> AGGREGATE SUM(x) AS s GROUP BY a, b |> SELECT s",
    "read ds.t, read ds.u",
  ],
  ["FROM ds.t |> UNION ALL (SELECT * FROM ds.u), (SELECT * FROM ds.v)", "read ds.t, read ds.u, read ds.v"],
  [
    "SELECT * FROM ML.PREDICT(MODEL ds.m, TABLE ds.t), APPENDS(TABLE ds.u, NULL), ds.f(1)",
    "read ds.t, read ds.u",
  ],
  ["SELECT * FROM EXTERNAL_QUERY('c', 'SELECT 1')", "", "", "external"],
]);

specify("bigquery", "changes", [
  ["INSERT ds.a (x) SELECT y FROM ds.b", "write ds.a, read ds.b", "ds.b -> ds.a"],
  [
    "UPDATE ds.a x SET q = y.q, w = DEFAULT FROM ds.b y WHERE x.i = y.i",
    "write ds.a, read ds.b",
    "ds.b -> ds.a",
  ],
  ["DELETE ds.a WHERE TRUE", "delete ds.a"],
  [
    "MERGE ds.a T USING ds.b S ON T.i = S.i WHEN NOT MATCHED BY TARGET THEN INSERT ROW WHEN NOT MATCHED BY SOURCE THEN DELETE",
    "write ds.a, read ds.b",
    "ds.b -> ds.a",
  ],
]);

specify("bigquery", "definitions", [
  [
    "CREATE OR REPLACE MODEL ds.m OPTIONS (model_type = 'LINEAR_REG') AS SELECT x FROM ds.a WHERE y IN (SELECT y FROM ds.b)",
    "read ds.a, read ds.b",
  ],
  ["CREATE TABLE ds.a CLONE ds.b", "create ds.a, read ds.b", "ds.b -> ds.a"],
  ["CREATE TABLE ds.a COPY ds.b", "create ds.a, read ds.b", "ds.b -> ds.a"],
  ["CREATE SNAPSHOT TABLE ds.a CLONE ds.b FOR SYSTEM_TIME AS OF x", "create ds.a, read ds.b", "ds.b -> ds.a"],
  [
    "CREATE TABLE ds.a PARTITION BY d CLUSTER BY x, y OPTIONS (description = 'z') AS SELECT * FROM ds.b",
    "create ds.a, read ds.b",
    "ds.b -> ds.a",
  ],
  [
    "CREATE EXTERNAL TABLE ds.a OPTIONS (format = 'CSV', uris = ['gs://b/1.csv', 'gs://b/2.csv'])",
    "create ds.a, read 'gs://b/1.csv', read 'gs://b/2.csv'",
    "'gs://b/1.csv' + 'gs://b/2.csv' -> ds.a",
  ],
  ["CREATE OR REPLACE TABLE FUNCTION ds.f(x INT64) AS SELECT * FROM ds.a", "", "", "routine"],
  ["ALTER TABLE ds.a RENAME TO b", "alter ds.a, alter ds.b", "ds.a -> ds.b"],
]);

specify("bigquery", "files", [
  [
    "EXPORT DATA OPTIONS (uri = 'gs://b/f-*.csv', format = 'CSV') AS SELECT * FROM ds.a",
    "write 'gs://b/f-*.csv', read ds.a",
    "ds.a -> 'gs://b/f-*.csv'",
  ],
  ["EXPORT DATA OPTIONS (uri = CONCAT('gs://b/', x)) AS SELECT 1", "write '{{  }}'"],
  [
    "LOAD DATA OVERWRITE ds.a FROM FILES (format = 'CSV', uris = ['gs://b/f.csv'])",
    "write ds.a, read 'gs://b/f.csv'",
    "'gs://b/f.csv' -> ds.a",
  ],
  [
    "LOAD DATA INTO TEMP TABLE t FROM FILES (uris = ['gs://b/f']); INSERT ds.a SELECT * FROM t",
    "write temporary t, read 'gs://b/f', write ds.a, read temporary t",
    "'gs://b/f' -> t; t -> ds.a",
  ],
]);

specify("bigquery", "scripts", [
  [
    "DECLARE d DATE DEFAULT (SELECT MAX(x) FROM ds.a); SET d = (SELECT 1 FROM ds.b); CREATE TEMP TABLE t AS SELECT * FROM ds.c; INSERT ds.d SELECT * FROM t",
    "read ds.a, read ds.b, create temporary t, read ds.c, write ds.d, read temporary t",
    "ds.c -> t; t -> ds.d",
  ],
  [
    "BEGIN INSERT ds.a SELECT * FROM ds.b; EXCEPTION WHEN ERROR THEN INSERT ds.e VALUES (1); END",
    "write ds.a, read ds.b, write ds.e",
    "ds.b -> ds.a",
  ],
  [
    "FOR r IN (SELECT * FROM ds.a) DO INSERT ds.b VALUES (r.x); END FOR; WHILE x < 3 DO DELETE ds.c WHERE TRUE; END WHILE",
    "read ds.a, write ds.b, delete ds.c",
  ],
  ["IF (SELECT COUNT(*) FROM ds.a) > 0 THEN TRUNCATE TABLE ds.b; END IF", "read ds.a, truncate ds.b"],
  [
    'EXECUTE IMMEDIATE "INSERT INTO ds.a SELECT * FROM ds.b" USING 1',
    "write ds.a, read ds.b",
    "ds.b -> ds.a",
  ],
  ["EXECUTE IMMEDIATE FORMAT('DROP TABLE %s', x)", "", "", "dynamic"],
  ["CALL ds.p(1)", "", "", "call"],
  ["BEGIN TRANSACTION; DELETE ds.a WHERE x; COMMIT TRANSACTION", "delete ds.a"],
]);

specify("spanner", "hints", [["SELECT * FROM t@{FORCE_INDEX=i} x JOIN u@{A=b} ON 1 = 1", "read t, read u"]]);

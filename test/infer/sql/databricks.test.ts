import { specify } from "./described.ts";

specify("databricks", "files and streams", [
  ["SELECT * FROM parquet.`s3://b/p`, delta.`/x/y`, db.`t`", `read 's3://b/p', read '/x/y', read db."t"`],
  [
    "SELECT * FROM read_files('s3://b/*', format => 'csv'), STREAM(s.a), STREAM s.b, VALUES (1), (2) AS v(x), c",
    "read 's3://b/*', read s.a, read s.b, read c",
  ],
  ["COPY INTO a FROM 's3://b/p' FILEFORMAT = CSV", "write a, read 's3://b/p'", "'s3://b/p' -> a"],
  [
    "COPY INTO a FROM (SELECT x FROM 's3://b/p') FILEFORMAT = PARQUET",
    "write a, read 's3://b/p'",
    "'s3://b/p' -> a",
  ],
  ["LOAD DATA INPATH '/x' OVERWRITE INTO TABLE a PARTITION (d = 1)", "read '/x', write a", "'/x' -> a"],
  [
    "INSERT OVERWRITE DIRECTORY 'hdfs://x/y' SELECT * FROM a",
    "write 'hdfs://x/y', read a",
    "a -> 'hdfs://x/y'",
  ],
]);

specify("databricks", "queries", [
  [
    "SELECT * FROM a LATERAL VIEW OUTER explode(x) e AS p, q LATERAL VIEW posexplode(y) f AS r JOIN b ON 1 = 1, c",
    "read a, read b, read c",
  ],
  ["WITH a (SELECT * FROM t) SELECT * FROM a", "read t"],
  ["SELECT \"FROM x\", r'\\' FROM t", "read t"],
  [
    "SELECT * FROM a VERSION AS OF 1, b TIMESTAMP AS OF '2024', c TABLESAMPLE (10 ROWS) DISTRIBUTE BY x SORT BY y, z",
    "read a, read b, read c",
  ],
  ["SELECT TRANSFORM(x) USING 'cat' AS (y) FROM a", "read a"],
]);

specify("databricks", "INSERT", [
  ["INSERT OVERWRITE TABLE a PARTITION (d = 1) SELECT * FROM b", "write a, read b", "b -> a"],
  ["INSERT INTO a REPLACE WHERE x = 1 SELECT * FROM b", "write a, read b", "b -> a"],
  [
    "FROM a INSERT OVERWRITE TABLE b SELECT x WHERE y IN (SELECT z FROM p) INSERT INTO c SELECT q",
    "read a, write b, read p, write c",
    "a + p -> b; a -> c",
  ],
  ["WITH x AS (SELECT * FROM a) FROM x INSERT INTO b SELECT *", "read a, write b", "a -> b"],
]);

specify("databricks", "definitions", [
  [
    "CREATE TABLE a USING delta LOCATION 's3://b/a' AS SELECT * FROM c",
    "create a, write 's3://b/a', read c",
    "c -> a + 's3://b/a'",
  ],
  [
    "CREATE TABLE a (x INT) USING csv OPTIONS (path 's3://b/u.csv', header 'true')",
    "create a, read 's3://b/u.csv'",
    "'s3://b/u.csv' -> a",
  ],
  [
    "MERGE WITH SCHEMA EVOLUTION INTO a USING b ON a.i = b.i WHEN NOT MATCHED THEN INSERT *",
    "write a, read b",
    "b -> a",
  ],
  ["CREATE TABLE a SHALLOW CLONE b VERSION AS OF 3", "create a, read b", "b -> a"],
  [
    "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT * FROM a; INSERT INTO b SELECT * FROM v",
    "create temporary v, read a, write b, read temporary v",
    "a -> v; v -> b",
  ],
  [
    "CACHE TABLE c AS SELECT * FROM a; SELECT * FROM c",
    "create temporary c, read a, read temporary c",
    "a -> c",
  ],
  ["CREATE OR REFRESH STREAMING TABLE a AS SELECT * FROM STREAM(b)", "create a, read b", "b -> a"],
  [
    "OPTIMIZE a ZORDER BY (x); REFRESH TABLE b; MSCK REPAIR TABLE c; VACUUM d; DESCRIBE HISTORY e",
    "write a, write b, write c",
  ],
]);

import { specify } from "./described.ts";

specify("db2", "statements of its own", [
  [
    "DECLARE GLOBAL TEMPORARY TABLE SESSION.T (a INT) ON COMMIT PRESERVE ROWS; INSERT INTO b SELECT * FROM SESSION.T",
    "create temporary SESSION.T, write b, read temporary SESSION.T",
    "SESSION.T -> b",
  ],
  [
    "SELECT * FROM FINAL TABLE (INSERT INTO a (x) SELECT y FROM b) f, SYSIBM.SYSDUMMY1 WITH UR",
    "write a, read b",
    "b -> a",
  ],
  ["WITH r (n) AS (SELECT 1 FROM a UNION ALL SELECT n + 1 FROM r) SELECT * FROM r", "read a"],
  ["BEGIN ATOMIC DECLARE v INT; SET v = (SELECT 1 FROM a); INSERT INTO b VALUES (v); END", "read a, write b"],
  ["CREATE TABLE a AS (SELECT * FROM b) WITH DATA", "create a, read b", "b -> a"],
  ["SELECT * FROM a FOR SYSTEM_TIME AS OF CURRENT DATE, b", "read a, read b"],
]);

specify("sqlite", "statements of its own", [
  [
    'INSERT OR IGNORE INTO a SELECT * FROM [b c], `d`, "e", temp.f',
    'write a, read "b c", read "d", read "e", read temporary temp.f',
    '"b c" + "d" + "e" + temp.f -> a',
  ],
  [
    "UPDATE OR REPLACE a SET x = 1 FROM b; SELECT * FROM a INDEXED BY i, b NOT INDEXED, c",
    "write a, read b, read a, read b, read c",
    "b -> a",
  ],
  [
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET x = 1; END; SELECT * FROM c, sqlite_master",
    "read c",
    "",
    "routine",
  ],
]);

specify("vertica", "statements of its own", [
  ["COPY a FROM LOCAL 'f.csv' DELIMITER ','", "write a, read 'f.csv'", "'f.csv' -> a"],
  [
    "EXPORT TO PARQUET (directory = 's3://b/d') AS SELECT * FROM a",
    "write 's3://b/d', read a",
    "a -> 's3://b/d'",
  ],
  [
    "CREATE LOCAL TEMP TABLE t ON COMMIT PRESERVE ROWS AS SELECT * FROM a; SELECT * INTO TABLE b FROM t",
    "create temporary t, read a, create b, read temporary t",
    "a -> t; t -> b",
  ],
  ["AT EPOCH LATEST SELECT * FROM a", "read a"],
]);

specify("cassandra", "statements of its own", [
  ["INSERT INTO k.a (x) VALUES (1) IF NOT EXISTS USING TTL 10", "write k.a"],
  ["UPDATE k.a USING TTL 400 SET x = 1, b['y'] = 2 WHERE c = 3 IF EXISTS", "write k.a"],
  ["DELETE x, y['z'] FROM k.a WHERE q = 1", "delete k.a"],
  [
    'BEGIN BATCH INSERT INTO a (x) VALUES (1); UPDATE b SET x = 1; APPLY BATCH; SELECT JSON x FROM "C" // FROM d',
    'write a, write b, read "C"',
  ],
]);

specify("couchbase", "statements of its own", [
  [
    'SELECT "FROM x" FROM `travel-sample`.inventory.hotel h UNNEST h.reviews r',
    'read "travel-sample".inventory.hotel',
  ],
  ['UPSERT INTO a (KEY, VALUE) VALUES ("k", {"x": 1})', "write a"],
]);

specify("druid", "statements of its own", [
  [
    "REPLACE INTO a OVERWRITE ALL SELECT * FROM TABLE(EXTERN('{\"type\":\"http\"}', '{}')) PARTITIONED BY DAY",
    "write a",
    "",
    "external",
  ],
  [
    "INSERT INTO a SELECT * FROM druid.b, sys.segments PARTITIONED BY ALL",
    "write a, read druid.b",
    "druid.b -> a",
  ],
]);

specify("hana", "statements of its own", [
  ['CREATE COLUMN TABLE "S"."A" LIKE "S"."B" WITH DATA', 'create "S"."A", access "S"."B"'],
  [
    "CREATE LOCAL TEMPORARY TABLE #t AS (SELECT * FROM a); INSERT INTO b SELECT * FROM #t, DUMMY",
    "create temporary #t, read a, write b, read temporary #t",
    "a -> #t; #t -> b",
  ],
  [
    "DO BEGIN x = SELECT * FROM a; INSERT INTO b SELECT * FROM :x; END",
    "read a, create temporary :x, write b, read temporary :x",
    "a -> :x; :x -> b",
  ],
  [
    'UPSERT a SELECT * FROM "_SYS_BIC"."p/V" (PLACEHOLDER."$$x$$" => \'1\')',
    'write a, read "_SYS_BIC"."p/V"',
    '"_SYS_BIC"."p/V" -> a',
  ],
  ['EXPORT "S"."A" AS CSV INTO \'/p\' WITH REPLACE', `read "S"."A", write '/p'`, `"S"."A" -> '/p'`],
]);

specify("access", "statements of its own", [
  [
    "SELECT a.* INTO [new t] FROM [old t] AS a INNER JOIN (b LEFT JOIN c ON b.x = c.x) ON a.y = b.y WHERE d = #2020-01-01#",
    'create "new t", read "old t", read b, read c',
    '"old t" + b + c -> "new t"',
  ],
  [
    "DELETE * FROM a; UPDATE b INNER JOIN c ON b.x = c.x SET b.y = c.y",
    "delete a, write b, read c",
    "c -> b",
  ],
  ["TRANSFORM sum(x) SELECT y FROM a GROUP BY z PIVOT v", "read a"],
]);

specify("sybase", "tables of the system", [["SELECT TOP 3 name FROM sysobjects ORDER BY name", ""]]);

specify("ansi", "what most systems share", [
  ['INSERT INTO `a` SELECT * FROM "b", c', 'write "a", read "b", read c', '"b" + c -> "a"'],
]);

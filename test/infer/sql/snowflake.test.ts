import { specify } from "./described.ts";

specify("snowflake", "stages", [
  ["COPY INTO db.s.t FROM @db.s.%t FILES = ('a.csv')", "write db.s.t, read @db.s.%t/", "@db.s.%t/ -> db.s.t"],
  [
    "COPY INTO t (a) FROM (SELECT $1 FROM @st/p/q.csv.gz (FILE_FORMAT => 'f') x)",
    "write t, read @st/p/q.csv.gz",
    "@st/p/q.csv.gz -> t",
  ],
  ["COPY INTO @~/out/ FROM (SELECT * FROM a)", "write @~/out/, read a", "a -> @~/out/"],
  ["COPY INTO '@My Stage/x y' FROM t", "write @My Stage/x y, read t", "t -> @My Stage/x y"],
  [
    "COPY INTO 's3://b/out/' FROM t STORAGE_INTEGRATION = i",
    "write 's3://b/out/', read t",
    "t -> 's3://b/out/'",
  ],
  [
    "MERGE INTO t USING (SELECT $1 i FROM @st/f.csv) s ON t.i = s.i WHEN MATCHED THEN UPDATE SET x = 1",
    "write t, read @st/f.csv",
    "@st/f.csv -> t",
  ],
  ["SELECT $1 FROM @st_{{ env }}/{{ path }}/x.csv", "read @st_{{ env }}/{{ path }}/x.csv"],
  [
    "PUT 'file:///tmp/x' @st; REMOVE @st/x",
    "read 'file:///tmp/x', write @st/, delete @st/x",
    "'file:///tmp/x' -> @st/",
  ],
]);

specify("snowflake", "names", [
  [
    "SELECT * FROM IDENTIFIER('db.s.\"T x\"'), TABLE('a.b'), IDENTIFIER(:t)",
    'read db.s."T x", read a.b, read {{ :t }}',
  ],
  ["SELECT a:b.c::string, t.$1 FROM t // FROM u", "read t"],
  ["SELECT 'a\\'b', 'c''d', $$ FROM x $$ FROM t", "read t"],
  // RECURSIVE is optional: after UNION, the name refers to the query.
  ["WITH r AS (SELECT * FROM r UNION ALL SELECT * FROM r JOIN t ON true) SELECT * FROM r", "read r, read t"],
]);

specify("snowflake", "functions and versions", [
  [
    "SELECT * FROM t, LATERAL FLATTEN(input => t.x) f, TABLE(FLATTEN(x)) g, TABLE(RESULT_SCAN(LAST_QUERY_ID()))",
    "read t",
  ],
  [
    "SELECT * FROM a AT (OFFSET => -60) JOIN b BEFORE (STATEMENT => 'x') ON true, c CHANGES (INFORMATION => DEFAULT) AT (OFFSET => 1), d",
    "read a, read b, read c, read d",
  ],
  [
    "SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY a ORDER BY b PATTERN (x y+) DEFINE x AS c > 1) m, u PIVOT (SUM(x) FOR y IN ('p', 'q')), v",
    "read t, read u, read v",
  ],
]);

specify("snowflake", "INSERT", [
  ["INSERT OVERWRITE INTO a SELECT * FROM b", "write a, read b", "b -> a"],
  [
    "INSERT ALL WHEN x > 1 THEN INTO a (x) VALUES (x) ELSE INTO b SELECT x FROM c",
    "write a, write b, read c",
    "c -> a + b",
  ],
  ["INSERT FIRST INTO a INTO b SELECT * FROM (SELECT * FROM c)", "write a, write b, read c", "c -> a + b"],
]);

specify("snowflake", "definitions", [
  ["CREATE OR REPLACE TRANSIENT TABLE a CLONE b AT (OFFSET => -60)", "create a, read b", "b -> a"],
  ["CREATE TABLE a LIKE b", "create a, access b"],
  [
    "CREATE DYNAMIC TABLE a TARGET_LAG = '1 hour' WAREHOUSE = w AS SELECT * FROM b",
    "create a, read b",
    "b -> a",
  ],
  ["CREATE EXTERNAL TABLE a LOCATION = @st/p AUTO_REFRESH = true", "create a, read @st/p", "@st/p -> a"],
  ["CREATE SECURE VIEW a COPY GRANTS AS SELECT * FROM b", "create a, read b", "b -> a"],
  [
    "CREATE TEMPORARY TABLE t AS SELECT * FROM a; INSERT INTO b SELECT * FROM T",
    "create temporary t, read a, write b, read temporary T",
    "a -> t; T -> b",
  ],
  ['CREATE TEMPORARY TABLE "t" (i int); SELECT * FROM t', 'create temporary "t", read t'],
  [
    "CREATE OR REPLACE STREAM IF NOT EXISTS d.s.st ON TABLE t APPEND_ONLY = TRUE",
    "create d.s.st, read t",
    "t -> d.s.st",
  ],
  ["CREATE STREAM st COPY GRANTS ON DYNAMIC TABLE t AT (STREAM => 'x')", "create st, read t", "t -> st"],
  ["CREATE STREAM st ON STAGE s", "create st"],
  ["CREATE TASK k AS INSERT INTO a SELECT * FROM b", "", "", "routine"],
  ["ALTER TABLE a SWAP WITH b", "alter a, read b", "b -> a"],
  ["ALTER TABLE a RENAME TO db.s.b", "alter a, alter db.s.b", "a -> db.s.b"],
]);

specify("snowflake", "scripting", [
  [
    "EXECUTE IMMEDIATE $$ BEGIN LET x := (SELECT 1 FROM a); INSERT INTO b SELECT * FROM c; RETURN x; END $$",
    "read a, write b, read c",
    "c -> b",
  ],
  ["SET x = (SELECT MAX(i) FROM a); CALL p()", "read a", "", "call"],
]);

import { specify } from "./described.ts";

specify("postgresql", "tables in FROM", [
  ["SELECT a FROM t", "read t"],
  ["SELECT * FROM s.t AS x, u y JOIN v ON x.i = y.i", "read s.t, read u, read v"],
  [
    "SELECT * FROM a NATURAL JOIN b LEFT OUTER JOIN c USING (i) CROSS JOIN d",
    "read a, read b, read c, read d",
  ],
  ["SELECT * FROM ((x JOIN y USING (i)) LEFT JOIN z ON true), ((w))", "read x, read y, read z, read w"],
  ["SELECT * FROM ONLY a, ONLY (b) c", "read a, read b"],
  ["SELECT * FROM a TABLESAMPLE SYSTEM (10) REPEATABLE (3), b", "read a, read b"],
  [
    "(SELECT * FROM a) UNION ALL (SELECT * FROM b ORDER BY 1) EXCEPT SELECT * FROM c",
    "read a, read b, read c",
  ],
  ["TABLE a.t", "read a.t"],
  ["VALUES (1, (SELECT m FROM a))", "read a"],
  [
    "SELECT * FROM a JOIN b ON a.x = ANY(ARRAY[1, 2]) AND j @> '{}', c ORDER BY d, e",
    "read a, read b, read c",
  ],
]);

specify("postgresql", "queries in queries", [
  [
    "SELECT (SELECT max(x) FROM a), b.* FROM (SELECT * FROM b UNION SELECT * FROM c) b",
    "read a, read b, read c",
  ],
  ["SELECT 1 FROM a WHERE EXISTS (SELECT 1 FROM b) AND x IN (TABLE c)", "read a, read b, read c"],
  [
    "SELECT CASE WHEN (SELECT 1 FROM a) = 1 THEN (SELECT 2 FROM b) ELSE 3 END FROM c",
    "read a, read b, read c",
  ],
  ["SELECT LEAST((SELECT 1 FROM a), f(g((SELECT 2 FROM b))))", "read a, read b"],
  ["SELECT * FROM t, LATERAL (SELECT * FROM u WHERE u.i = t.i) l", "read t, read u"],
  ["SELECT * FROM a WHERE x > (SELECT 1 FROM b GROUP BY y, z) ORDER BY m, n LIMIT 1", "read a, read b"],
]);

specify("postgresql", "common table expressions", [
  ["WITH a AS (SELECT * FROM t), b AS (SELECT * FROM a JOIN u USING (i)) SELECT * FROM b", "read t, read u"],
  // The name of a query is not in its own scope: the inner one is a table.
  ["WITH orders AS (SELECT * FROM orders) SELECT * FROM orders", "read orders"],
  [
    "WITH orders AS (SELECT * FROM prod.orders) SELECT * FROM orders, other.orders",
    "read prod.orders, read other.orders",
  ],
  ["WITH RECURSIVE r AS (SELECT 1 FROM t UNION ALL SELECT n + 1 FROM r) SELECT * FROM r", "read t"],
  ["WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT * FROM t) SELECT * FROM a", "read t"],
  ["WITH a (x, y) AS NOT MATERIALIZED (SELECT 1, 2 FROM t) SELECT * FROM a", "read t"],
  ["SELECT * FROM (WITH a AS (SELECT * FROM t) SELECT * FROM a) q JOIN a ON true", "read t, read a"],
  ['WITH "A" AS (SELECT * FROM t) SELECT * FROM "A", a', "read t, read a"],
  ["WITH t AS (SELECT 1) INSERT INTO t SELECT * FROM t", "write t"],
]);

specify("postgresql", "the word FROM that names no table", [
  ["SELECT extract(year FROM d), trim(both 'x' FROM y), substring(a FROM 2 FOR 3) FROM t", "read t"],
  ["SELECT overlay(a PLACING b FROM 1), position('x' IN y) FROM t", "read t"],
  ["SELECT * FROM t WHERE a IS NOT DISTINCT FROM b AND c IS DISTINCT FROM d", "read t"],
  ["SELECT nth_value(x, 2) FROM FIRST OVER (ORDER BY y) FROM t", "read t"],
  ["SELECT 'FROM a', \"FROM b\", $$ FROM c $$, $q$ FROM d $q$ FROM t -- FROM e", "read t"],
  ["SELECT * FROM a /* FROM x /* FROM y */ FROM z */ JOIN b ON true", "read a, read b"],
  ["SELECT E'it\\'s FROM x', 'a''b FROM c' FROM t", "read t"],
]);

specify("postgresql", "functions in FROM", [
  ["SELECT * FROM generate_series(1, 2) g, unnest(ARRAY[1, 2]) u, t", "read t"],
  ["SELECT * FROM ROWS FROM (f(1), g(2)) AS x (a, b), t", "read t"],
  ["SELECT * FROM t LEFT JOIN LATERAL f(t.i) AS z (b int, c text) ON true JOIN u ON true", "read t, read u"],
  ["SELECT * FROM f((SELECT max(i) FROM t))", "read t"],
  ["SELECT * FROM (VALUES (1, 'x')) AS v (a, b), t", "read t"],
]);

specify("postgresql", "tables of the system", [
  ["SELECT * FROM information_schema.tables, pg_catalog.pg_class, pg_stat_activity, t", "read t"],
]);

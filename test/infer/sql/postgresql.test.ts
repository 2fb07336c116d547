import { specify } from "./described.ts";

specify("postgresql", "INSERT", [
  ["INSERT INTO a (x, y) SELECT 1, 2 FROM b JOIN c USING (i)", "write a, read b, read c", "b + c -> a"],
  ["INSERT INTO a VALUES (1, (SELECT x FROM b))", "write a, read b", "b -> a"],
  ["INSERT INTO a DEFAULT VALUES RETURNING *", "write a"],
  ["INSERT INTO a AS x (i) OVERRIDING SYSTEM VALUE SELECT 1 FROM b", "write a, read b", "b -> a"],
  ["INSERT INTO a WITH c AS (SELECT * FROM b) SELECT * FROM c", "write a, read b", "b -> a"],
  [
    "INSERT INTO a SELECT * FROM b ON CONFLICT (i) DO UPDATE SET x = excluded.x WHERE a.x IS DISTINCT FROM excluded.x",
    "write a, read b",
    "b -> a",
  ],
]);

specify("postgresql", "UPDATE, DELETE and MERGE", [
  ["UPDATE a SET x = 1 WHERE y = 2", "write a"],
  [
    "UPDATE ONLY s.a AS z SET x = b.x, y = c.y FROM b, c WHERE z.i = b.i",
    "write s.a, read b, read c",
    "b + c -> s.a",
  ],
  ["UPDATE a SET (x, y) = (SELECT p, q FROM b)", "write a, read b", "b -> a"],
  // Deleted rows have no lineage.
  ["DELETE FROM a USING b, c WHERE a.i = b.i", "delete a, read b, read c"],
  ["DELETE FROM a WHERE i IN (SELECT i FROM b)", "delete a, read b"],
  [
    "MERGE INTO a t USING (SELECT * FROM b) s ON t.i = s.i WHEN MATCHED AND t.x IS DISTINCT FROM s.x THEN UPDATE SET x = s.x WHEN NOT MATCHED THEN INSERT (i) VALUES (s.i)",
    "write a, read b",
    "b -> a",
  ],
]);

specify("postgresql", "statements that give their rows to others", [
  [
    "WITH gone AS (DELETE FROM a WHERE old RETURNING *) INSERT INTO b SELECT * FROM gone",
    "delete a, write b",
    "a -> b",
  ],
  [
    "WITH x AS (INSERT INTO a SELECT * FROM b RETURNING i), y AS (SELECT * FROM c) INSERT INTO d SELECT * FROM y",
    "write a, read b, read c, write d",
    "b -> a; c -> d",
  ],
]);

specify("postgresql", "CREATE", [
  ["CREATE TABLE s.a (i int REFERENCES b (i), FOREIGN KEY (k) REFERENCES c (k))", "create s.a"],
  ["CREATE TABLE IF NOT EXISTS a AS SELECT * FROM b WITH NO DATA", "create a, read b", "b -> a"],
  ["CREATE TABLE a AS TABLE b", "create a, read b", "b -> a"],
  ["CREATE UNLOGGED TABLE a AS VALUES (1, 2)", "create a"],
  ["CREATE TABLE a AS EXECUTE p(1)", "create a", "", "dynamic"],
  ["CREATE TABLE a (LIKE b INCLUDING ALL, x int DEFAULT nextval('s'::regclass))", "create a, access b"],
  ["CREATE TABLE a () INHERITS (b, c)", "create a, access b, access c"],
  ["CREATE TABLE a PARTITION OF b FOR VALUES FROM (1) TO (2)", "create a, access b"],
  ["CREATE OR REPLACE VIEW a (x) AS SELECT y FROM b", "create a, read b", "b -> a"],
  ["CREATE MATERIALIZED VIEW a AS SELECT * FROM b WITH DATA", "create a, read b", "b -> a"],
  ["CREATE FOREIGN TABLE a (i int) SERVER s OPTIONS (table_name 'x')", "create a"],
  ["CREATE INDEX i ON a (x) WHERE y > 0", ""],
  ["CREATE SCHEMA s", ""],
]);

specify("postgresql", "SELECT INTO", [
  ["SELECT * INTO a FROM b UNION ALL SELECT * FROM c", "create a, read b, read c", "b + c -> a"],
  ["SELECT x INTO UNLOGGED TABLE a FROM b", "create a, read b", "b -> a"],
]);

specify("postgresql", "temporary tables", [
  [
    "CREATE TEMP TABLE t AS SELECT * FROM a; INSERT INTO b SELECT * FROM t; DROP TABLE t",
    "create temporary t, read a, write b, read temporary t, drop temporary t",
    "a -> t; t -> b",
  ],
  [
    "SELECT * INTO TEMPORARY t FROM a; SELECT * FROM t",
    "create temporary t, read a, read temporary t",
    "a -> t",
  ],
  [
    "CREATE TEMP VIEW v AS SELECT * FROM a; SELECT * FROM V",
    "create temporary v, read a, read temporary V",
    "a -> v",
  ],
  // A qualified name is another table.
  ["CREATE TEMP TABLE t (i int); SELECT * FROM s.t, t", "create temporary t, read s.t, read temporary t"],
  [
    "CREATE TEMP TABLE t (i int); DROP TABLE t; SELECT * FROM t",
    "create temporary t, drop temporary t, read t",
  ],
  ["DROP TABLE IF EXISTS t; CREATE TEMP TABLE t (i int)", "drop temporary t, create temporary t"],
]);

specify("postgresql", "ALTER, DROP and TRUNCATE", [
  ["ALTER TABLE IF EXISTS ONLY s.a ADD COLUMN x int", "alter s.a"],
  // The new name has no schema, so the old schema applies.
  ["ALTER TABLE s.a RENAME TO b", "alter s.a, alter s.b", "s.a -> s.b"],
  ["ALTER TABLE a RENAME COLUMN x TO y", "alter a"],
  ["ALTER TABLE a RENAME x TO y", "alter a"],
  ["ALTER TABLE a ATTACH PARTITION b FOR VALUES IN (1)", "alter a, read b", "b -> a"],
  ["DROP TABLE IF EXISTS a, s.b CASCADE", "drop a, drop s.b"],
  ["DROP MATERIALIZED VIEW a", "drop a"],
  ["DROP INDEX i", ""],
  ["TRUNCATE a, ONLY s.b RESTART IDENTITY", "truncate a, truncate s.b"],
  ["REFRESH MATERIALIZED VIEW CONCURRENTLY a", "write a"],
]);

specify("postgresql", "COPY", [
  [
    "COPY s.a (x, y) FROM '/tmp/f.csv' WITH (FORMAT csv)",
    "write s.a, read '/tmp/f.csv'",
    "'/tmp/f.csv' -> s.a",
  ],
  ["COPY a FROM STDIN", "write a"],
  ["COPY a TO '/tmp/f.csv'", "read a, write '/tmp/f.csv'", "a -> '/tmp/f.csv'"],
  ["COPY (SELECT * FROM a JOIN b USING (i)) TO 'f.csv'", "read a, read b, write 'f.csv'", "a + b -> 'f.csv'"],
  ["COPY (SELECT * FROM a) TO PROGRAM 'gzip > x'", "read a"],
]);

specify("postgresql", "blocks", [
  ["DO $$ BEGIN INSERT INTO a SELECT * FROM b; END $$", "write a, read b", "b -> a"],
  [
    "DO $x$ DECLARE r record; n int := 3; BEGIN FOR r IN SELECT * FROM a LOOP INSERT INTO b VALUES (r.i); END LOOP; END $x$",
    "read a, write b",
  ],
  [
    "DO $$ BEGIN IF EXISTS (SELECT 1 FROM a) THEN UPDATE b SET x = 1; ELSIF n > 1 THEN DELETE FROM c; ELSE NULL; END IF; END $$",
    "read a, write b, delete c",
  ],
  // The targets of INTO are variables here.
  ["DO $$ BEGIN SELECT count(*) INTO n FROM a; PERFORM f(x) FROM b; END $$", "read a, read b"],
  [
    "DO $$ BEGIN EXECUTE 'TRUNCATE a'; EXECUTE format('DROP TABLE %I', x); END $$",
    "truncate a",
    "",
    "dynamic",
  ],
  ["DO LANGUAGE plpython3u $$ plpy.execute('x') $$", "", "", "routine"],
]);

specify("postgresql", "statements that touch no rows", [
  [
    "GRANT SELECT ON a TO b; REVOKE ALL ON a FROM b; COMMENT ON TABLE a IS 'x'; ANALYZE a; VACUUM a; LOCK TABLE a",
    "",
  ],
  ["BEGIN; SAVEPOINT s; COMMIT; SET search_path TO x; SHOW ALL", ""],
  ["EXPLAIN SELECT * FROM a", ""],
  ["EXPLAIN (ANALYZE, VERBOSE) INSERT INTO a SELECT * FROM b", "write a, read b", "b -> a"],
  [
    "PREPARE p (int) AS SELECT * FROM a WHERE i = $1; DECLARE c CURSOR FOR SELECT * FROM b; FETCH ALL FROM c",
    "read a, read b",
  ],
]);

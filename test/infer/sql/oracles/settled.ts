/** Texts with different tables in another parser. Reviewed by hand: the result of the scanner is correct. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  "A block or a text inside the text is a string to the parser.": [
    "libpg-query postgresql: DO $$ BEGIN INSERT INTO a.log VALUES (1); END $$",
    "libpg-query postgresql: DO $$ BEGIN EXECUTE 'TRUNCATE a'; EXECUTE format('DROP TABLE %I', x); END $$",
    "libpg-query postgresql: DO $$ BEGIN IF EXISTS (SELECT 1 FROM a) THEN UPDATE b SET x = 1; ELSIF n > 1 THEN DELETE FROM c; ELSE NULL; END IF; END $$",
    "libpg-query postgresql: DO $$ BEGIN INSERT INTO a SELECT * FROM b; END $$",
    "libpg-query postgresql: DO $$ BEGIN SELECT count(*) INTO n FROM a; PERFORM f(x) FROM b; END $$",
    "libpg-query postgresql: DO $x$ DECLARE r record; n int := 3; BEGIN FOR r IN SELECT * FROM a LOOP INSERT INTO b VALUES (r.i); END LOOP; END $x$",
    'sqlparser-rs bigquery: EXECUTE IMMEDIATE "INSERT INTO ds.a SELECT * FROM ds.b" USING 1',
    "sqlparser-rs redshift: UNLOAD ('SELECT * FROM a WHERE x = ''from b'' AND y IN (SELECT z FROM c)') TO 's3://b/p_' IAM_ROLE 'r'",
    "sqlparser-rs snowflake: EXECUTE IMMEDIATE $$ BEGIN LET x := (SELECT 1 FROM a); INSERT INTO b SELECT * FROM c; RETURN x; END $$",
    "sqlparser-rs sqlserver: EXEC sp_executesql N'SELECT * FROM a', N'@x int', 1",
    "sqlparser-rs sqlserver: EXEC('INSERT INTO a SELECT * FROM b')",
  ],
  "The rows of a partition are rows of its table.": [
    "libpg-query postgresql: ALTER TABLE a ATTACH PARTITION b FOR VALUES IN (1)",
  ],
  "The new name is in the schema of the table.": [
    "sqlparser-rs bigquery: ALTER TABLE ds.a RENAME TO b",
    "sqlparser-rs postgresql: ALTER TABLE s.a RENAME TO b",
  ],
  "Decorators choose a part of the table and are not in its name.": [
    "sqlparser-rs bigquery: SELECT * FROM `p.d.t$20240101`, `p.d.u@-3600000`",
  ],
  "The metadata of a table is not another table.": [
    'sqlparser-rs trino: SELECT * FROM s."a$partitions", s."b$snapshots", s."c$x", "d$history"',
  ],
  "Arrays of the rows of another table are not tables.": [
    "sqlparser-rs bigquery: SELECT * FROM ds.t, t.arr",
    "sqlparser-rs bigquery: SELECT * FROM ds.t AS x LEFT JOIN x.items i, i.parts, ds.u",
    "sqlparser-rs bigquery: SELECT * FROM ds.t, t.items",
    "sqlparser-rs bigquery: SELECT ARRAY(SELECT v FROM t.items), (SELECT 1 FROM ds.u) FROM ds.t",
    "sqlparser-rs redshift: SELECT * FROM customers c, c.orders o, o.lines",
  ],
  "INFILE names a file.": [
    "sqlparser-rs clickhouse: INSERT INTO t FROM INFILE 'x.csv' FORMAT CSV; SELECT * FROM u",
  ],
  "Names that differ in case, or in quotes, are two.": [
    "sqlparser-rs clickhouse: WITH C AS (SELECT 1) SELECT * FROM c",
    'sqlparser-rs postgresql: WITH "A" AS (SELECT * FROM t) SELECT * FROM "A", a',
  ],
  "The statement makes a temporary view.": [
    "sqlparser-rs databricks: CACHE TABLE c AS SELECT * FROM a; SELECT * FROM c",
  ],
  "The word RECURSIVE is not needed here.": [
    "sqlparser-rs db2: WITH r (n) AS (SELECT 1 FROM a UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
  ],
  "The name in quotes is a file.": [
    "sqlparser-rs duckdb: SELECT * FROM 'data/*.parquet' p JOIN \"x.csv\" USING (i), md.main.d",
  ],
  "The targets are aliases of tables, or the tables whose columns are set.": [
    "sqlparser-rs mysql: DELETE t1 FROM shop.t1 JOIN shop.t2 USING (id)",
    "sqlparser-rs mysql: DELETE FROM x, y USING a AS x JOIN b AS y JOIN c",
    "sqlparser-rs mysql: DELETE t1 FROM s.t1 JOIN t2 USING (i)",
    "sqlparser-rs mysql: UPDATE a JOIN b ON a.i = b.i SET b.x = a.x",
    "sqlparser-rs sqlserver: DELETE x FROM dbo.a x JOIN dbo.b ON 1 = 1",
    "sqlparser-rs sqlserver: UPDATE dbo.a SET x = 1 FROM dbo.a JOIN dbo.b ON a.i = b.i",
    "sqlparser-rs sqlserver: UPDATE f SET f.x = s.x FROM dbo.facts f JOIN #s s ON s.i = f.i",
    "sqlparser-rs sqlserver: WITH d AS (SELECT *, ROW_NUMBER() OVER (ORDER BY i) n FROM dbo.a) DELETE FROM d WHERE n > 1",
  ],
  "QUICK is no table.": ["sqlparser-rs mysql: DELETE QUICK FROM a ORDER BY x LIMIT 3"],
  "The table behind the query is changed.": [
    "sqlparser-rs oracle: DELETE FROM (SELECT * FROM a)",
    "sqlparser-rs oracle: UPDATE (SELECT * FROM a WHERE x) SET y = 1",
  ],
  "The parser keeps the words, and has no place for the table.": [
    "sqlparser-rs snowflake: INSERT ALL WHEN a>1 THEN INTO db.t1 ELSE INTO db.t2 SELECT a FROM db.src",
    "sqlparser-rs postgresql: CREATE TABLE a () INHERITS (b, c)",
    "sqlparser-rs postgresql: CREATE TABLE a AS TABLE b",
    "sqlparser-rs postgresql: CREATE TABLE a PARTITION OF b FOR VALUES FROM (1) TO (2)",
    "sqlparser-rs postgresql: EXPLAIN (ANALYZE, VERBOSE) INSERT INTO a SELECT * FROM b",
    "sqlparser-rs postgresql: SELECT * FROM ONLY a, ONLY (b) c",
    "sqlparser-rs snowflake: COPY INTO '@My Stage/x y' FROM t",
    "sqlparser-rs snowflake: INSERT ALL WHEN x > 1 THEN INTO a (x) VALUES (x) ELSE INTO b SELECT x FROM c",
    "sqlparser-rs sqlserver: MERGE a AS t USING b AS s ON t.i = s.i WHEN MATCHED THEN UPDATE SET t.x = s.x WHEN NOT MATCHED BY SOURCE THEN DELETE OUTPUT $action INTO c;",
    "sqlparser-rs trino: SELECT * FROM TABLE(exclude_columns(input => TABLE(a), columns => DESCRIPTOR(x)))",
  ],
  "The functions spell the name of a table.": [
    "sqlparser-rs snowflake: SELECT * FROM IDENTIFIER('db.s.\"T x\"'), TABLE('a.b'), IDENTIFIER(:t)",
  ],
  "The body of a trigger does not run here.": [
    "sqlparser-rs sqlite: CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET x = 1; END; SELECT * FROM c, sqlite_master",
  ],
  "Variables may be tables, and hints in brackets are not arguments.": [
    "sqlparser-rs sqlserver: SELECT * FROM @t x, #u, tempdb..#v",
    "sqlparser-rs sqlserver: SELECT * FROM a WITH (NOLOCK) JOIN b (nolock) x ON 1 = 1, c",
  ],
};

export const SETTLED: ReadonlySet<string> = new Set(Object.values(REASONS).flat());

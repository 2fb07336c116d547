import { specify } from "./described.ts";

specify("trino", "queries", [
  ["SELECT * FROM a.b.c CROSS JOIN UNNEST(x, y) WITH ORDINALITY AS u (p, q), d", "read a.b.c, read d"],
  ["SELECT * FROM TABLE(exclude_columns(input => TABLE(a), columns => DESCRIPTOR(x)))", "read a"],
  ["SELECT * FROM TABLE(pg.system.query(query => 'SELECT 1'))", "", "", "external"],
  [
    "SELECT * FROM system.runtime.queries, a FOR VERSION AS OF 123, b FOR TIMESTAMP AS OF TIMESTAMP '2024-01-01 00:00:00', c",
    "read a, read b, read c",
  ],
  ["WITH RECURSIVE r (n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM r) TABLE r", ""],
  [
    'SELECT * FROM s."a$partitions", s."b$snapshots", s."c$x", "d$history"',
    'read s."a", read s."b", read s."c$x", read "d"',
  ],
  ["PREPARE p FROM SELECT * FROM a", "read a"],
]);

specify("trino", "changes", [
  [
    "CREATE TABLE a WITH (format = 'ORC', external_location = 's3://b/t') AS SELECT * FROM c",
    "create a, write 's3://b/t', read c",
    "c -> a + 's3://b/t'",
  ],
  ["INSERT INTO a SELECT * FROM b", "write a, read b", "b -> a"],
  ["CREATE TABLE a (LIKE b INCLUDING PROPERTIES, x int)", "create a, access b"],
  ["ALTER TABLE c.s.a RENAME TO c.s.b", "alter c.s.a, alter c.s.b", "c.s.a -> c.s.b"],
  ["CALL system.sync_partition_metadata('a')", "", "", "call"],
]);

specify("athena", "definitions and files", [
  [
    "CREATE EXTERNAL TABLE `db`.`t` (`a` int COMMENT 'x FROM y') PARTITIONED BY (d string) ROW FORMAT SERDE 'x' WITH SERDEPROPERTIES ('a' = 'b') STORED AS PARQUET LOCATION 's3://b/p/' TBLPROPERTIES ('c' = 'd')",
    `create "db"."t", read 's3://b/p/'`,
    `'s3://b/p/' -> "db"."t"`,
  ],
  [
    "ALTER TABLE t ADD IF NOT EXISTS PARTITION (d = '1') LOCATION 's3://b/d=1'",
    "alter t, read 's3://b/d=1'",
    "'s3://b/d=1' -> t",
  ],
  [
    "UNLOAD (WITH x AS (SELECT * FROM a) SELECT * FROM x) TO 's3://o/' WITH (format = 'PARQUET')",
    "read a, write 's3://o/'",
    "a -> 's3://o/'",
  ],
  ["MSCK REPAIR TABLE t; SHOW PARTITIONS t", "write t"],
]);

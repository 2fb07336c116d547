import { specify } from "./described.ts";

specify("redshift", "files", [
  [
    "UNLOAD ('SELECT * FROM a WHERE x = ''from b'' AND y IN (SELECT z FROM c)') TO 's3://b/p_' IAM_ROLE 'r'",
    "read a, read c, write 's3://b/p_'",
    "a + c -> 's3://b/p_'",
  ],
  ["UNLOAD ($$ SELECT * FROM a WHERE x = 'y' $$) TO 's3://b'", "read a, write 's3://b'", "a -> 's3://b'"],
  ["COPY s.t (a, b) FROM 's3://b/x' IAM_ROLE 'r' CSV", "write s.t, read 's3://b/x'", "'s3://b/x' -> s.t"],
  [
    "CREATE EXTERNAL TABLE s.e (a int) STORED AS PARQUET LOCATION 's3://b/'",
    "create s.e, read 's3://b/'",
    "'s3://b/' -> s.e",
  ],
]);

specify("redshift", "names", [
  ["SELECT * FROM [db].[t], svv_table_info", 'read "db"."t"'],
  ["SELECT * FROM customers c, c.orders o, o.lines", "read customers"],
  [
    "CREATE TABLE #t AS SELECT * FROM a; INSERT INTO b SELECT * FROM #t",
    "create temporary #t, read a, write b, read temporary #t",
    "a -> #t; #t -> b",
  ],
  ["SELECT 'it\\'s FROM x' FROM a", "read a"],
]);

specify("redshift", "changes", [
  ["ALTER TABLE a APPEND FROM b", "alter a, read b", "b -> a"],
  ["MERGE INTO a USING b ON 1 = 1 REMOVE DUPLICATES", "write a, read b", "b -> a"],
  ["CREATE VIEW v AS SELECT * FROM s.e WITH NO SCHEMA BINDING", "create v, read s.e", "s.e -> v"],
]);

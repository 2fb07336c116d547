import { specify } from "./described.ts";

specify("sqlserver", "names", [
  ["SELECT * FROM [s].[My Table] t, [a]]b]", 'read "s"."My Table", read "a]b"'],
  ["SELECT * FROM srv.db.dbo.t, db..u", "read srv.db.dbo.t, read db..u"],
  ["SELECT * FROM a WITH (NOLOCK) JOIN b (nolock) x ON 1 = 1, c", "read a, read b, read c"],
  ["SELECT * FROM a CROSS APPLY f(a.x) g OUTER APPLY (SELECT * FROM b) z", "read a, read b"],
  ["SELECT * FROM @t x, #u, tempdb..#v", "read temporary @t, read temporary #u, read temporary tempdb..#v"],
]);

specify("sqlserver", "targets that are aliases", [
  [
    "UPDATE f SET f.x = s.x FROM dbo.facts f JOIN #s s ON s.i = f.i",
    "write dbo.facts, read temporary #s",
    "#s -> dbo.facts",
  ],
  ["UPDATE dbo.a SET x = 1 FROM dbo.a JOIN dbo.b ON a.i = b.i", "write dbo.a, read dbo.b", "dbo.b -> dbo.a"],
  ["UPDATE dbo.a SET x = 1 FROM other.a", "write dbo.a, read other.a", "other.a -> dbo.a"],
  ["DELETE x FROM dbo.a x JOIN dbo.b ON 1 = 1", "delete dbo.a, read dbo.b"],
  ["DELETE FROM x FROM dbo.a x", "delete dbo.a"],
  // Deletes rows of the table in the query.
  [
    "WITH d AS (SELECT *, ROW_NUMBER() OVER (ORDER BY i) n FROM dbo.a) DELETE FROM d WHERE n > 1",
    "delete dbo.a",
  ],
]);

specify("sqlserver", "OUTPUT", [
  [
    "INSERT INTO a (x) OUTPUT inserted.i INTO log (i) SELECT x FROM b",
    "write a, write log, read b",
    "b -> a; a -> log",
  ],
  ["DELETE TOP (5) PERCENT FROM a", "delete a"],
  ["DELETE TOP (5) PERCENT a", "delete a"],
  ["UPDATE TOP (5) PERCENT a SET x = 1", "write a"],
  ["INSERT TOP (5) PERCENT INTO a SELECT * FROM b", "write a, read b", "b -> a"],
  [
    "MERGE TOP (5) PERCENT INTO a USING b ON a.i = b.i WHEN MATCHED THEN DELETE OUTPUT deleted.i INTO c;",
    "write a, read b, write c",
    "b -> a; a -> c",
  ],
  ["DELETE TOP (5) FROM a OUTPUT deleted.* INTO b WHERE x = 1", "delete a, write b", "a -> b"],
  [
    "MERGE a AS t USING b AS s ON t.i = s.i WHEN MATCHED THEN UPDATE SET t.x = s.x WHEN NOT MATCHED BY SOURCE THEN DELETE OUTPUT $action INTO c;",
    "write a, read b, write c",
    "b -> a; a -> c",
  ],
]);

specify("sqlserver", "statements without semicolons", [
  [
    "DECLARE @n int = (SELECT count(*) FROM a)\nINSERT INTO b SELECT CASE WHEN x = 1 THEN 2 ELSE 3 END FROM c\nSET NOCOUNT ON\nUPDATE d SET x = 1\nSELECT * FROM e",
    "read a, write b, read c, write d, read e",
    "c -> b",
  ],
  [
    "IF OBJECT_ID('tempdb..#t') IS NOT NULL DROP TABLE #t SELECT * INTO #t FROM a",
    "drop temporary #t, create temporary #t, read a",
    "a -> #t",
  ],
  [
    "IF EXISTS (SELECT 1 FROM a) BEGIN DELETE FROM b END ELSE BEGIN TRUNCATE TABLE c END",
    "read a, delete b, truncate c",
  ],
  [
    "BEGIN TRY BEGIN TRAN INSERT INTO a SELECT * FROM b COMMIT TRAN END TRY BEGIN CATCH ROLLBACK TRAN; THROW; END CATCH",
    "write a, read b",
    "b -> a",
  ],
  ["WHILE @i < 10 BEGIN INSERT INTO a VALUES (@i) SET @i = @i + 1 END PRINT 'done'", "write a"],
  [
    "SELECT x FROM a ORDER BY x OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY SELECT * FROM b FOR JSON PATH",
    "read a, read b",
  ],
  ["GRANT SELECT ON a TO b\nDELETE FROM c", "delete c"],
  [
    "CREATE TABLE a (i int REFERENCES b (i) ON DELETE CASCADE)\nGO\nSELECT * FROM c\nGO 5",
    "create a, read c",
  ],
  [
    "CREATE PROCEDURE p AS BEGIN SELECT * FROM a; INSERT INTO b VALUES (1) END\nGO\nSELECT * FROM c",
    "read c",
    "",
    "routine",
  ],
]);

specify("sqlserver", "EXEC", [
  ["EXEC('INSERT INTO a SELECT * FROM b')", "write a, read b", "b -> a"],
  ["EXEC sp_executesql N'SELECT * FROM a', N'@x int', 1", "read a"],
  ["EXEC dbo.p @x = 1", "", "", "call"],
  ["EXEC (@sql)", "", "", "dynamic"],
  ["INSERT a EXEC p 1", "write a", "", "call"],
]);

specify("sqlserver", "files and other systems", [
  [
    "BULK INSERT a FROM 'https://x/y.csv' WITH (FORMAT = 'CSV')",
    "write a, read 'https://x/y.csv'",
    "'https://x/y.csv' -> a",
  ],
  [
    "COPY INTO a FROM 'https://x/*.parquet' WITH (FILE_TYPE = 'PARQUET')",
    "write a, read 'https://x/*.parquet'",
    "'https://x/*.parquet' -> a",
  ],
  [
    "SELECT * FROM OPENROWSET(BULK 'https://x/c.parquet', FORMAT = 'PARQUET') r",
    "read 'https://x/c.parquet'",
  ],
  ["SELECT * FROM OPENQUERY(srv, 'SELECT 1')", "", "", "external"],
]);

specify("sqlserver", "definitions", [
  ["CREATE OR ALTER VIEW a AS SELECT * FROM b", "create a, read b", "b -> a"],
  ["ALTER TABLE a SWITCH PARTITION 2 TO b", "alter a, write b", "a -> b"],
  ["WITH XMLNAMESPACES ('u' AS n), c AS (SELECT * FROM a) SELECT * FROM c", "read a"],
]);

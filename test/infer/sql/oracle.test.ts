import { specify } from "./described.ts";

specify("oracle", "names and quotes", [
  [
    "SELECT q'[it's FROM x]', nq'{a}' FROM dual, v$session, a PARTITION (p1) b, c@link.world d",
    "read a, read c@link.world",
  ],
  [
    "SELECT * FROM a, b WHERE a.i = b.i(+) CONNECT BY PRIOR x = y START WITH z IN (SELECT w FROM c)",
    "read a, read b, read c",
  ],
  [
    "SELECT * FROM TABLE(p.f(1)) t, TABLE(col), XMLTABLE('x' PASSING y COLUMNS z PATH 'a'), a AS OF TIMESTAMP SYSDATE - 1, (b), LATERAL (SELECT * FROM c)",
    "read a, read b, read c",
  ],
  ["SELECT * FROM a FETCH FIRST 5 ROWS ONLY", "read a"],
]);

specify("oracle", "changes", [
  [
    "INSERT /*+ APPEND */ INTO a SELECT x FROM b MINUS SELECT x FROM c",
    "write a, read b, read c",
    "b + c -> a",
  ],
  [
    "INSERT ALL WHEN x > 1 THEN INTO a (x) VALUES (x) ELSE INTO b SELECT * FROM c",
    "write a, write b, read c",
    "c -> a + b",
  ],
  [
    "MERGE INTO a t USING b s ON (t.i = s.i) WHEN MATCHED THEN UPDATE SET t.x = s.x DELETE WHERE (1 = 1)",
    "write a, read b",
    "b -> a",
  ],
  ["UPDATE (SELECT * FROM a WHERE x) SET y = 1", "write a"],
  ["DELETE FROM (SELECT * FROM a)", "delete a"],
  ["DELETE a WHERE x = 1", "delete a"],
  [
    "CREATE GLOBAL TEMPORARY TABLE t (x NUMBER) ON COMMIT PRESERVE ROWS; INSERT INTO a SELECT * FROM t",
    "create temporary t, write a, read temporary t",
    "t -> a",
  ],
  ["RENAME a TO b", "alter a, alter b", "a -> b"],
]);

specify("oracle", "PL/SQL", [
  [
    "DECLARE n NUMBER; r a%ROWTYPE; CURSOR c IS SELECT * FROM a; BEGIN SELECT count(*) INTO n FROM b; n := 3; r.x := (1); INSERT INTO d VALUES (n); END;",
    "read a, read b, write d",
  ],
  [
    "BEGIN FOR r IN (SELECT * FROM a) LOOP INSERT INTO b VALUES (r.x); END LOOP; EXCEPTION WHEN OTHERS THEN DELETE FROM c; RAISE; END;\n/\nSELECT * FROM d",
    "read a, write b, delete c, read d",
  ],
  [
    "BEGIN CASE n WHEN 1 THEN INSERT INTO a VALUES (1); ELSE INSERT INTO b VALUES (2); END CASE; <<x>> WHILE n < 3 LOOP EXIT WHEN n = 2; END LOOP x; END;",
    "write a, write b",
  ],
  [
    "BEGIN EXECUTE IMMEDIATE 'TRUNCATE TABLE a'; EXECUTE IMMEDIATE 'DROP TABLE ' || x; EXECUTE IMMEDIATE v; END;",
    "truncate a",
    "",
    "dynamic, dynamic",
  ],
  ["BEGIN my_proc(1); pkg.proc; dbms_output.put_line('x'); END;", "", "", "call, call"],
  [
    "CREATE OR REPLACE PROCEDURE p (x IN NUMBER) IS n NUMBER; BEGIN SELECT 1 INTO n FROM a; IF x THEN NULL; END IF; END p;\n/\nSELECT * FROM b",
    "read b",
    "",
    "routine",
  ],
]);

import { specify } from "./described.ts";

specify("mysql", "quotes and comments", [
  ["SELECT \"FROM a\", 'it\\'s FROM b' FROM `my db`.`t 1`", 'read "my db"."t 1"'],
  ["SELECT 'a\\\\', 'b;' FROM t", "read t"],
  ["SELECT 1 # FROM a\nFROM b", "read b"],
  ["SELECT 5--3 FROM a -- FROM b", "read a"],
  ["/*!50001 CREATE VIEW v AS SELECT * FROM a */", "create v, read a", "a -> v"],
]);

specify("mysql", "INSERT and REPLACE", [
  ["INSERT IGNORE INTO a SELECT * FROM b ON DUPLICATE KEY UPDATE x = VALUES(x)", "write a, read b", "b -> a"],
  ["INSERT a SELECT * FROM b", "write a, read b", "b -> a"],
  ["INSERT INTO a SET x = (SELECT y FROM b)", "write a, read b", "b -> a"],
  ["REPLACE INTO a SELECT * FROM b", "write a, read b", "b -> a"],
]);

specify("mysql", "statements about joined tables", [
  ["UPDATE a JOIN b ON a.i = b.i SET a.x = b.x", "write a, read b", "b -> a"],
  ["UPDATE a JOIN b ON a.i = b.i SET b.x = a.x", "read a, write b", "a -> b"],
  ["UPDATE a x, b y SET x.p = 1, y.q = 2", "write a, write b"],
  ["UPDATE a, (SELECT * FROM b) s SET x = s.x", "write a, read b", "b -> a"],
  ["UPDATE a, b SET x = 1", "read a, read b", "", "unexpected"],
  ["DELETE t1 FROM s.t1 JOIN t2 USING (i)", "delete s.t1, read t2"],
  ["DELETE FROM x, y USING a AS x JOIN b AS y JOIN c", "delete a, delete b, read c"],
  ["DELETE a.* FROM s.a JOIN b", "delete s.a, read b"],
  ["DELETE QUICK FROM a ORDER BY x LIMIT 3", "delete a"],
]);

specify("mysql", "SELECT", [
  [
    "SELECT * FROM a INTO OUTFILE '/tmp/x.csv' FIELDS TERMINATED BY ','",
    "read a, write '/tmp/x.csv'",
    "a -> '/tmp/x.csv'",
  ],
  ["SELECT x, y INTO @v, @w FROM a", "read a"],
  [
    "SELECT STRAIGHT_JOIN * FROM a STRAIGHT_JOIN b USE INDEX (i), c PARTITION (p0, p1) AS d LIMIT 1, 2",
    "read a, read b, read c",
  ],
  ["SELECT * FROM a FORCE INDEX FOR JOIN (k), b", "read a, read b"],
  ["SELECT * FROM a, JSON_TABLE(a.x, '$[*]' COLUMNS (y INT PATH '$.y')) z", "read a"],
  ["SELECT 1 FROM DUAL", ""],
  // The server determines whether the two names are equal.
  ["WITH c AS (SELECT 1) SELECT * FROM C", "read C ?"],
]);

specify("mysql", "definitions", [
  ["CREATE TABLE a (SELECT * FROM b)", "create a, read b", "b -> a"],
  ["CREATE TABLE a LIKE b", "create a, access b"],
  [
    "CREATE TEMPORARY TABLE a SELECT * FROM b; INSERT INTO c SELECT * FROM a",
    "create temporary a, read b, write c, read temporary a",
    "b -> a; a -> c",
  ],
  [
    "CREATE ALGORITHM=MERGE DEFINER=`u`@`%` SQL SECURITY DEFINER VIEW a AS SELECT * FROM b",
    "create a, read b",
    "b -> a",
  ],
  ["RENAME TABLE a TO b, s.c TO s.d", "alter a, alter b, alter s.c, alter s.d", "a -> b; s.c -> s.d"],
  ["ALTER TABLE a RENAME b", "alter a, alter b", "a -> b"],
  ["ALTER TABLE a RENAME INDEX i TO j", "alter a"],
  [
    "CREATE PROCEDURE p() BEGIN SELECT * FROM a; IF x THEN DELETE FROM b; END IF; END; SELECT * FROM c",
    "read c",
    "",
    "routine",
  ],
]);

specify("mysql", "files", [
  [
    "LOAD DATA LOCAL INFILE 'f.csv' REPLACE INTO TABLE s.a IGNORE 1 ROWS",
    "read 'f.csv', write s.a",
    "'f.csv' -> s.a",
  ],
]);

import { specify } from "./described.ts";

specify("postgresql", "holes in names", [
  [
    "SELECT * FROM stg_{{ env }}.orders JOIN {{ db }}.s.t ON true",
    "read stg_{{ env }}.orders, read {{ db }}.s.t",
  ],
  [
    "INSERT INTO {{ target }} SELECT * FROM {{ source }}",
    "write {{ target }}, read {{ source }}",
    "{{ source }} -> {{ target }}",
  ],
  ['SELECT * FROM "{{ schema }}"."T {{ n }}"', 'read "{{ schema }}"."T {{ n }}"'],
  ["SELECT * FROM a_{{ x }}_b{{ y }}", "read a_{{ x }}_b{{ y }}"],
  ["SELECT * FROM :schema.t", "read {{ :schema }}.t"],
  ["SELECT * FROM a WHERE x::int = :y", "read a"],
  // Equal expressions give equal text.
  [
    "CREATE TEMP TABLE t_{{ id }} AS SELECT * FROM a; INSERT INTO b SELECT * FROM t_{{ id }}",
    "create temporary t_{{ id }}, read a, write b, read temporary t_{{ id }}",
    "a -> t_{{ id }}; t_{{ id }} -> b",
  ],
  ["WITH c_{{ x }} AS (SELECT * FROM s.a) SELECT * FROM c_{{ x }}", "read s.a"],
]);

specify("bigquery", "holes in names", [
  ["SELECT * FROM `{{ p }}.ds.{{ t }}`, {{ p }}.ds.u", 'read "{{ p }}"."ds"."{{ t }}", read {{ p }}.ds.u ?'],
  ["SELECT * FROM my-{{ p }}.ds.t", "read my-{{ p }}.ds.t"],
]);

specify("postgresql", "holes that change no name", [
  ["SELECT {{ columns }} FROM a WHERE x = {{ y }} AND z IN ({{ list }}) LIMIT {{ n }}", "read a"],
  ["INSERT INTO a ({{ columns }}) VALUES ({{ x }}, '{{ y }}') ON CONFLICT DO NOTHING", "write a"],
  ["SELECT * FROM a {{ where }}", "read a"],
  ["SELECT * FROM a JOIN b ON a.i = {{ x }} JOIN c ON true", "read a, read b, read c"],
  ["SELECT '{{ x }} FROM b' FROM a -- {{ y }} FROM c", "read a"],
  ["DELETE FROM a WHERE i = {{ i }}", "delete a"],
  ["CREATE TABLE a {{ options }} AS SELECT * FROM b", "create a, read b", "b -> a"],
]);

specify("postgresql", "a hole that may hide a common table expression", [
  ["WITH {{ ctes }} SELECT * FROM a JOIN s.b ON true", "read a ?, read s.b"],
  ["WITH x AS (SELECT * FROM a), {{ more }} SELECT * FROM b", "read a, read b ?"],
  ["INSERT INTO t {{ with }} SELECT * FROM a, s.b", "write t, read a ?, read s.b", "a + s.b -> t"],
  ["WITH {{ name }} AS (SELECT * FROM a) SELECT * FROM b", "read a ?, read b ?"],
  ["WITH a AS {{ query }} SELECT * FROM a", "", "", "templated"],
]);

specify("postgresql", "a hole that may end the FROM clause", [
  ["SELECT * FROM a {{ x }}, b", "read a, read b ?"],
  ["SELECT * FROM {{ x }}, b JOIN c ON true", "read {{ x }}, read b ?, read c"],
  ["SELECT * FROM a {{ x }} b", "read a"],
]);

specify("postgresql", "a hole that may begin another statement", [
  ["{{ x }}", "", "", "templated"],
  ["{{ x }}; SELECT * FROM a JOIN s.b ON true", "read a ?, read s.b", "", "templated"],
  ["{{ x }} SELECT * FROM s.a", "read s.a ?", "", "templated"],
  ["CREATE {{ temp }} TABLE a (i int); SELECT * FROM b", "create a ?, read b ?"],
  ["SELECT x {{ into }} FROM a; SELECT * FROM b", "read a, read b ?"],
  ["CREATE TABLE s.a AS {{ query }}", "create s.a", "", "templated"],
]);

specify("postgresql", "a hole before what the grammar does not expect", [
  ["SELECT {{ x }} FROM a, b FROM c", "read a ?, read b ?", "", "unexpected"],
  ["UPDATE a {{ x }} y = 1", "write a ?", "", "unexpected"],
]);

specify("sqlserver", "a hole behind an alias", [
  // Uncertain, because `FROM facts orders` in the expression would make it an alias.
  ["UPDATE orders SET x = {{ y }}", "write orders ?"],
  ["UPDATE dbo.orders SET x = {{ y }}", "write dbo.orders"],
  ["UPDATE f SET x = {{ y }} FROM dbo.facts f", "write dbo.facts"],
  ["DELETE orders {{ x }}", "delete orders ?"],
  ["SELECT * FROM a {{ x }} DELETE FROM s.b", "read a, delete s.b ?"],
]);

specify("bigquery", "a hole that may name a table with arrays", [
  ["SELECT * FROM {{ t }} JOIN u.items ON TRUE", "read {{ t }}, read u.items ?"],
]);

specify("snowflake", "a hole that may hold UNION", [
  ["WITH r AS (SELECT {{ x }} FROM r JOIN t ON true) SELECT * FROM r", "read r ?, read t"],
]);

specify("oracle", "a hole in a routine", [
  ["CREATE PROCEDURE p IS {{ x }} BEGIN DELETE FROM a; END; SELECT * FROM b", "", "", "routine"],
]);

specify("postgresql", "quotes that a hole may have put out of step", [
  ["SELECT {{ x }} FROM a; SELECT ' FROM b", "read a ?", "", "unbalanced"],
  ["SELECT * FROM a; SELECT {{ x }} ' FROM b", "read a", "", "unbalanced"],
]);

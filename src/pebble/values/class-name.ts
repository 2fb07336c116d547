import type { Value } from "./value.ts";

/** Object.getClass().getName() of a known value; undefined for null. */
export function javaClassName(value: Value): string | undefined {
  switch (value.kind) {
    case "null":
    case "unknown":
      return undefined;
    case "boolean":
      return "java.lang.Boolean";
    case "integer":
      return "java.lang.Integer";
    case "long":
      return "java.lang.Long";
    case "float":
      return "java.lang.Float";
    case "double":
      return "java.lang.Double";
    case "big-decimal":
      return "java.math.BigDecimal";
    case "big-integer":
      return "java.math.BigInteger";
    case "character":
      return "java.lang.Character";
    case "string":
    case "safe-string":
    case "text":
      return "java.lang.String";
    case "list":
      return value.immutable ? "java.util.ImmutableCollections$ListN" : "java.util.ArrayList";
    case "array":
      return `[Ljava.lang.${value.component};`;
    case "set":
      return "java.util.LinkedHashMap$LinkedKeySet";
    case "values":
      return "java.util.LinkedHashMap$LinkedValues";
    case "map":
      return value.capacity === undefined ? "java.util.LinkedHashMap" : "java.util.HashMap";
    case "entry":
      return "java.util.LinkedHashMap$Entry";
    case "date":
      return value.javaClass;
    case "bytes":
      return "[B";
    case "missing-node":
      return "com.fasterxml.jackson.databind.node.MissingNode";
  }
}

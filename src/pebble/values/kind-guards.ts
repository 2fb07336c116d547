import {
  type ListValue,
  type NumberValue,
  type SetValue,
  VALUE,
  type Value,
  type ValuesValue,
} from "./value-kinds.ts";

export function isValue(data: unknown): data is Value {
  return typeof data === "object" && data !== null && VALUE in data;
}
export function isNumber(value: Value): value is NumberValue {
  switch (value.kind) {
    case "integer":
    case "long":
    case "float":
    case "double":
    case "big-decimal":
    case "big-integer":
      return true;
    default:
      return false;
  }
}
/** List, Set and the view that `values` gives: everything that is a java.util.Collection. */
export function isCollection(value: Value): value is ListValue | SetValue | ValuesValue {
  return value.kind === "list" || value.kind === "set" || value.kind === "values";
}

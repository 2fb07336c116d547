import type { MapValue, Value } from "./value-kinds.ts";

/** The key under which a map keeps an entry: equal exactly for keys that Java holds for equal. */
export function mapKey(key: Value): string {
  if (key.kind === "string") return stringKey(key.value);
  return `\0${identity(key)}`;
}
/** `mapKey` of a String. */
export function stringKey(key: string): string {
  return key.startsWith("\0") ? `\0string:${key}` : key;
}
function identity(value: Value): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "list":
    case "set":
      return `${value.kind}[${value.items.map((item) => JSON.stringify(identity(item))).join()}]`;
    case "map":
      return `map{${[...value.entries.values()]
        .map((e) => JSON.stringify(identity(e)))
        .sort()
        .join()}}`;
    case "entry":
      return `entry:${JSON.stringify([identity(value.key), identity(value.value)])}`;
    case "date":
      return `${value.javaClass}:${value.text}`;
    case "big-decimal":
      return `big-decimal:${value.unscaled}:${value.scale}`;
    case "double":
    case "float":
      return `${value.kind}:${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "array":
      return `array#${value.allocation}`;
    case "values":
    case "bytes":
    case "missing-node":
    case "unknown":
    case "text":
      return value.kind;
    default:
      return `${value.kind}:${value.value}`;
  }
}

/** The value under a String key, or undefined; ignores `rest`. */
export function mapGet(of: MapValue, key: string): Value | undefined {
  return of.entries.get(stringKey(key))?.value;
}

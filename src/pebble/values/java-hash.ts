import { booleanHash, doubleHash, floatHash, longHash, textHash } from "../../java/hash.ts";
import { doubleText } from "../../java/number/text.ts";
import type { Value } from "./value.ts";

/** Java's `hashCode` of a known value, as a signed 32-bit number. */
export function javaHash(value: Value): number {
  switch (value.kind) {
    case "string":
    case "safe-string":
    case "character":
      return textHash(value.value);
    case "boolean":
      return booleanHash(value.value);
    case "integer":
      return value.value;
    case "long":
      return longHash(value.value);
    case "double":
      return doubleHash(value.value);
    case "float":
      return floatHash(value.value);
    case "list":
      return value.items.reduce((hash, item) => (Math.imul(31, hash) + javaHash(item)) | 0, 1);
    case "set":
      return value.items.reduce((hash, item) => (hash + javaHash(item)) | 0, 0);
    case "map":
      return [...value.entries.values()].reduce((hash, item) => (hash + javaHash(item)) | 0, 0);
    case "entry":
      return javaHash(value.key) ^ javaHash(value.value);
    case "date":
      return textHash(value.text);
    case "big-integer":
      return longHash(BigInt.asIntN(64, value.value));
    case "big-decimal":
      return textHash(doubleText(Number(value.unscaled))) + value.scale;
    default:
      return 0;
  }
}

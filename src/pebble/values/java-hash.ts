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
      return value.value ? 1231 : 1237;
    case "integer":
      return value.value;
    case "long":
      return longHash(value.value);
    case "double":
      return longHash(doubleBits(value.value));
    case "float":
      return floatBits(value.value);
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

/** String.hashCode. */
export function textHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

function longHash(value: bigint): number {
  return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
}

const view = new DataView(new ArrayBuffer(8));
function doubleBits(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigInt64(0);
}
function floatBits(value: number): number {
  view.setFloat32(0, value);
  return view.getInt32(0);
}

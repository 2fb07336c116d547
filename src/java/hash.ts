/** Java's `hashCode` of texts and primitive numbers, as signed 32-bit numbers. */

/** String.hashCode. */
export function textHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Long.hashCode. */
export function longHash(value: bigint): number {
  return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
}

const view = new DataView(new ArrayBuffer(8));

/** Double.hashCode. */
export function doubleHash(value: number): number {
  view.setFloat64(0, value);
  return longHash(view.getBigInt64(0));
}

/** Float.hashCode. */
export function floatHash(value: number): number {
  view.setFloat32(0, value);
  return view.getInt32(0);
}

/** Boolean.hashCode. */
export function booleanHash(value: boolean): number {
  return value ? 1231 : 1237;
}

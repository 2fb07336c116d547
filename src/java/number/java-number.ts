/** Java's number kinds, kept apart because they print, compare and calculate differently. */

/** 32 bits. */
export interface JavaInteger {
  readonly kind: "integer";
  readonly value: number;
}
/** 64 bits. */
export interface JavaLong {
  readonly kind: "long";
  readonly value: bigint;
}
/** `value` is already rounded to 32 bits. */
export interface JavaFloat {
  readonly kind: "float";
  readonly value: number;
}
export interface JavaDouble {
  readonly kind: "double";
  readonly value: number;
}
/** `unscaled` times ten to the power of minus `scale`. */
export interface JavaBigDecimal {
  readonly kind: "big-decimal";
  readonly unscaled: bigint;
  readonly scale: number;
}
export interface JavaBigInteger {
  readonly kind: "big-integer";
  readonly value: bigint;
}

export type JavaNumber = JavaInteger | JavaLong | JavaFloat | JavaDouble | JavaBigDecimal | JavaBigInteger;

import type {
  JavaBigDecimal,
  JavaBigInteger,
  JavaDouble,
  JavaFloat,
  JavaInteger,
  JavaLong,
} from "../../java/number/java-number.ts";

/**
 * The values of the expression language, with Java's kinds kept apart because they show: `1` in a template is a Long,
 * `1` in YAML an Integer, and `[1] == l` depends on it.
 *
 * Values are made by the functions in `value.ts` only: they carry a brand that distinguishes them from plain data with a `kind` key.
 */

export const VALUE: unique symbol = Symbol("pebble value");
interface Branded {
  readonly [VALUE]: true;
}

/** The size of a container, counted as a tree; it prevents values that are too large to print. */
export interface ValueSize {
  readonly weight: number;
  readonly depth: number;
}

export interface NullValue extends Branded {
  readonly kind: "null";
}
export interface BooleanValue extends Branded {
  readonly kind: "boolean";
  readonly value: boolean;
}
/** An integral number of 32 bits, as YAML and JSON give it. */
export type IntegerValue = Branded &
  JavaInteger & {
    /** A number of Pebble's own class, computed on access (`loop.length`): not an Integer for `is odd`. */
    readonly lazy?: true;
  };
/** Every integral literal of a template. */
export type LongValue = Branded & JavaLong;
export type FloatValue = Branded & JavaFloat;
export type DoubleValue = Branded & JavaDouble;
export type BigDecimalValue = Branded & JavaBigDecimal;
export type BigIntegerValue = Branded & JavaBigInteger;
/** java.lang.Character, one UTF-16 code unit: what `first` gives of a String. Never equal to a String. */
export interface CharacterValue extends Branded {
  readonly kind: "character";
  readonly value: string;
}
export interface StringValue extends Branded {
  readonly kind: "string";
  readonly value: string;
}
/** The result of a macro or `block()`. Never equal to a String. */
export interface SafeStringValue extends Branded {
  readonly kind: "safe-string";
  readonly value: string;
}
/** java.util.List. `items` is replaced, never changed, and only by `CallContext.replaceItems`. */
export interface ListValue extends Branded, ValueSize {
  readonly kind: "list";
  items: readonly Value[];
  /** True for the lists Java refuses to sort or reverse in place (the result of `flatten`). */
  readonly immutable: boolean;
  /** Grows with every list made; distinguishes lists made in a branch from those given to it. */
  readonly allocation: number;
}
/** A Java array, e.g. the String[] of `split`. `component` is Java's name: `String`, `Object`, `float` ... */
export interface ArrayValue extends Branded, ValueSize {
  readonly kind: "array";
  items: readonly Value[];
  readonly component: string;
  readonly allocation: number;
}
/** A Set: the result of `keys` on a map. Has no index. */
export interface SetValue extends Branded, ValueSize {
  readonly kind: "set";
  readonly items: readonly Value[];
}
/** A Collection that is neither List nor Set: the result of `values`. */
export interface ValuesValue extends Branded, ValueSize {
  readonly kind: "values";
  readonly items: readonly Value[];
}
export interface MapValue extends Branded, ValueSize {
  readonly kind: "map";
  /** By `mapKey` of the key, in insertion order. Read them with `entriesOf` to get Java's order. */
  readonly entries: ReadonlyMap<string, EntryValue>;
  /** Set for a HashMap (literals, `merge`): the table size it was created with. Absent: insertion order. */
  readonly capacity?: number;
  /** A Java object with getters: it prints by its toString, never as JSON. */
  readonly bean?: true;
  /** Set for a map of which only some entries are known: what every other key gives. */
  readonly rest?: Unknown;
}
/** Map.Entry: what `for` over a map yields. */
export interface EntryValue extends Branded, ValueSize {
  readonly kind: "entry";
  readonly key: Value;
  readonly value: Value;
}
/** A date or time object of Java. The core only prints and compares it; `date` is the port's own object. */
export interface DateValue extends Branded {
  readonly kind: "date";
  /** `java.time.ZonedDateTime` ... */
  readonly javaClass: string;
  /** Java's toString. */
  readonly text: string;
  /** The text Jackson prints. */
  readonly json: string;
  readonly date: unknown;
}
/** jq's result for an empty text: prints nothing, and is null only as JSON. */
export interface MissingNodeValue extends Branded {
  readonly kind: "missing-node";
}
export interface BytesValue extends Branded {
  readonly kind: "bytes";
  readonly bytes: Uint8Array;
}
/** Something not known before a run. Lives anywhere a value can. */
export interface Unknown extends Branded {
  readonly kind: "unknown";
  /** Words for the user: "execution.id is known only at run time". */
  readonly reason: string;
  /** Opaque here; callers recognise their choice points by it. Derived values keep it. */
  readonly origin?: string;
  readonly maybeNull: boolean;
  readonly maybeUndefined: boolean;
  /** Its text is one or more of [A-Za-z0-9] (unless it is null). */
  readonly word: boolean;
  /** Set when it is a number for certain, and not less than this. */
  readonly atLeast?: number;
  /** Replacement for the expression in messages: `[secret: KEY]`. */
  readonly label?: string;
}
/**
 * A String of which parts are unknown: at least one part is an Unknown, strings are never adjacent and never empty.
 * A hole is any text, also the empty one; a hole with `word` is one or more of [A-Za-z0-9].
 */
export interface TextWithHoles extends Branded {
  readonly kind: "text";
  readonly parts: Parts;
  /** True when it is a SafeString. */
  readonly safe: boolean;
}
export type Parts = readonly (string | Unknown)[];

export type Value =
  | NullValue
  | BooleanValue
  | IntegerValue
  | LongValue
  | FloatValue
  | DoubleValue
  | BigDecimalValue
  | BigIntegerValue
  | CharacterValue
  | StringValue
  | SafeStringValue
  | ListValue
  | ArrayValue
  | SetValue
  | ValuesValue
  | MapValue
  | EntryValue
  | DateValue
  | BytesValue
  | MissingNodeValue
  | Unknown
  | TextWithHoles;

export type NumberValue =
  | IntegerValue
  | LongValue
  | FloatValue
  | DoubleValue
  | BigDecimalValue
  | BigIntegerValue;

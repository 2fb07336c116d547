import type { Value } from "../values/value.ts";

/*
 * The public methods of Java's classes by name, in lower case: methods that a template can call although they are not
 * implemented here. Source: the API of Java 21.
 */

const names = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().trim().split(/\s+/));

const OBJECT = names("equals hashCode toString");

const STRING = names(`
  length isEmpty charAt codePointAt codePointBefore codePointCount offsetByCodePoints getChars getBytes contentEquals
  equalsIgnoreCase compareTo compareToIgnoreCase regionMatches startsWith endsWith indexOf lastIndexOf substring
  subSequence concat replace matches contains replaceFirst replaceAll split splitWithDelimiters join toLowerCase
  toUpperCase trim strip stripLeading stripTrailing isBlank lines indent stripIndent translateEscapes transform chars
  codePoints toCharArray format formatted valueOf copyValueOf intern repeat describeConstable resolveConstantDesc`);

const NUMBER = names(`
  byteValue shortValue intValue longValue floatValue doubleValue compareTo describeConstable resolveConstantDesc
  parseInt parseLong parseDouble parseFloat parseUnsignedInt parseUnsignedLong valueOf decode toBinaryString toHexString
  toOctalString toUnsignedString toUnsignedInt toUnsignedLong sum max min signum compare compareUnsigned divideUnsigned
  remainderUnsigned reverse reverseBytes bitCount highestOneBit lowestOneBit numberOfLeadingZeros numberOfTrailingZeros
  rotateLeft rotateRight isNaN isInfinite isFinite doubleToLongBits floatToIntBits add subtract multiply divide
  divideToIntegralValue remainder divideAndRemainder mod modPow modInverse pow sqrt negate abs plus round scale precision
  unscaledValue setScale movePointLeft movePointRight scaleByPowerOfTen stripTrailingZeros toPlainString
  toEngineeringString toBigInteger toBigIntegerExact intValueExact longValueExact ulp gcd and or xor not andNot shiftLeft
  shiftRight testBit bitLength toByteArray isProbablePrime nextProbablePrime`);

const BOOLEAN = names(`
  booleanValue compareTo compare parseBoolean valueOf logicalAnd logicalOr logicalXor describeConstable`);

const CHARACTER = names(`
  charValue compareTo compare valueOf isDigit isLetter isLetterOrDigit isUpperCase isLowerCase isWhitespace toUpperCase
  toLowerCase getNumericValue describeConstable reverseBytes`);

const COLLECTION = names(`
  size isEmpty contains containsAll iterator spliterator stream parallelStream forEach toArray`);

const LIST = names(`
  get indexOf lastIndexOf listIterator subList getFirst getLast reversed ensureCapacity trimToSize clone of copyOf`);

const MAP = names(`
  size isEmpty get getOrDefault containsKey containsValue keySet values entrySet forEach clone of copyOf entry
  firstEntry lastEntry sequencedKeySet sequencedValues sequencedEntrySet reversed`);

const ENTRY = names("getKey getValue comparingByKey comparingByValue copyOf");

const CHANGES_COLLECTION = names(`
  add addAll addFirst addLast remove removeAll removeIf removeFirst removeLast removeRange retainAll clear set sort
  replaceAll`);

const CHANGES_MAP = names(`
  put putAll putIfAbsent remove replace replaceAll compute computeIfAbsent computeIfPresent merge clear pollFirstEntry
  pollLastEntry putFirst putLast`);

/** Methods with an `int` in every overload. They are unreachable, because a literal of a template is a Long. */
const TAKES_INT = names(`
  charAt codePointAt codePointBefore codePointCount offsetByCodePoints substring subSequence indent repeat get
  listIterator subList`);

/**
 * Whether the class of a known value has a public method of this name, itself or with `get`, `is` or `has` before it,
 * and whether that changes the value.
 */
export function javaMethod(
  target: Value,
  name: string,
  args: readonly Value[],
): "none" | "exists" | "changes" {
  if (TAKES_INT.has(name) && target.kind !== "map" && args.some(({ kind }) => kind === "long")) return "none";
  const candidates = [name, `get${name}`, `is${name}`, `has${name}`];
  const has = (methods: readonly ReadonlySet<string>[]) =>
    candidates.some((methodName) => methods.some((own) => own.has(methodName)));
  const { exists, changes } = methodsOf(target);
  if (has(changes)) return "changes";
  return exists === "any" || has([OBJECT, ...exists]) ? "exists" : "none";
}

interface Methods {
  readonly exists: readonly ReadonlySet<string>[] | "any";
  readonly changes: readonly ReadonlySet<string>[];
}

function methodsOf(target: Value): Methods {
  switch (target.kind) {
    case "string":
    case "safe-string":
      return { exists: [STRING], changes: [] };
    case "boolean":
      return { exists: [BOOLEAN], changes: [] };
    case "character":
      return { exists: [CHARACTER], changes: [] };
    case "integer":
    case "long":
    case "float":
    case "double":
    case "big-integer":
    case "big-decimal":
      return { exists: [NUMBER], changes: [] };
    case "list":
      return { exists: [COLLECTION, LIST], changes: [CHANGES_COLLECTION] };
    case "set":
    case "values":
      return { exists: [COLLECTION], changes: [CHANGES_COLLECTION] };
    case "map":
      return target.bean ? { exists: [], changes: [] } : { exists: [MAP], changes: [CHANGES_MAP] };
    case "entry":
      return { exists: [ENTRY], changes: [names("setValue")] };
    case "date":
    case "missing-node":
      return { exists: "any", changes: [] };
    default:
      return { exists: [], changes: [] };
  }
}

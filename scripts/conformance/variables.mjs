import { DateTimeFormatter, ZonedDateTime } from "@js-joda/core";
import "@js-joda/timezone";
import { parseBigDecimal } from "../../dist/java/number/big-decimal.js";
import { toDouble } from "../../dist/java/number/conversion.js";
import { parseJson } from "../../dist/pebble/codecs/json-parse.js";
import { mapGet } from "../../dist/pebble/values/map-key.js";
import { mapEntries } from "../../dist/pebble/values/map-order.js";
import {
  array,
  dateValue,
  double,
  float,
  list,
  long,
  numberValue,
  stringMap,
} from "../../dist/pebble/values/value.js";

/** The value under a key of a corpus line, with JSON integers as Integer (or Long) and other numbers as Double. */
export function corpusValue(line, key) {
  const value = parseJson(line);
  const found = value.kind === "map" ? mapGet(value, key) : undefined;
  return found === undefined ? undefined : withTags(found);
}

/** The variables of a corpus line as a scope takes them. */
export function variablesOf(line, key = "vars") {
  const vars = corpusValue(line, key);
  if (vars?.kind !== "map") return {};
  return Object.fromEntries(mapEntries(vars).map((entry) => [entry.key.value, entry.value]));
}

/** `{"$long": 1}` and its like stand for values JSON cannot say. */
function withTags(value) {
  if (value.kind === "list") return list(value.items.map(withTags));
  if (value.kind !== "map") return value;
  const entries = mapEntries(value);
  const [first] = entries;
  if (entries.length === 1 && first.key.value.startsWith("$")) return tagged(first.key.value, first.value);
  return stringMap(entries.map((entry) => [entry.key.value, withTags(entry.value)]));
}

function tagged(tag, value) {
  switch (tag) {
    case "$long":
      return long(BigInt(value.value));
    case "$double":
      return double(toDouble(value));
    case "$float":
      return float(toDouble(value));
    case "$bigdecimal":
      return numberValue(parseBigDecimal(value.value));
    case "$array":
      return array(value.items.map(withTags), componentOf(withTags(value.items[0])));
    case "$zdt":
      return zonedDateTime(value.value);
    default:
      throw new Error(`the tag ${tag} is not known`);
  }
}

function componentOf(value) {
  return value.kind === "float" || value.kind === "double" ? value.kind : "Object";
}

function zonedDateTime(text) {
  const date = ZonedDateTime.parse(text);
  return dateValue(
    "java.time.ZonedDateTime",
    date,
    date.toString(),
    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date),
  );
}

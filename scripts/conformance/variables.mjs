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

/** The value of a key of a corpus line. JSON integers become Integer or Long, other numbers Double. */
export function corpusValue(line, key) {
  const value = parseJson(line);
  const found = value.kind === "map" ? mapGet(value, key) : undefined;
  return found === undefined ? undefined : decodeTags(found);
}

/** The variables of a corpus line, in the form of a scope. */
export function variablesOf(line, key = "vars") {
  const vars = corpusValue(line, key);
  if (vars?.kind !== "map") return {};
  return Object.fromEntries(mapEntries(vars).map((entry) => [entry.key.value, entry.value]));
}

/** Decodes tags such as `{"$long": 1}`, which represent values without a JSON form. */
function decodeTags(value) {
  if (value.kind === "list") return list(value.items.map(decodeTags));
  if (value.kind !== "map") return value;
  const entries = mapEntries(value);
  const [first] = entries;
  if (entries.length === 1 && first.key.value.startsWith("$")) return tagged(first.key.value, first.value);
  return stringMap(entries.map((entry) => [entry.key.value, decodeTags(entry.value)]));
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
      return array(value.items.map(decodeTags), componentOf(decodeTags(value.items[0])));
    case "$zdt":
      return zonedDateTime(value.value);
    default:
      throw new Error(`unknown tag ${tag}`);
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

import { doubleText } from "../java/number/text.ts";
import type { YamlScalar } from "./yaml-node.ts";

/** Whether a scalar is a Double for Kestra: `1.0`, `1e3`, `.inf`. `0x1E` is an integer. */
export function isDouble({ value, text }: YamlScalar): boolean {
  return typeof value === "number" && (text.includes(".") || (/e/i.test(text) && !/^[-+]?0x/i.test(text)));
}

/**
 * The text of a scalar where Kestra wants text: an id, a label, the default of a STRING. A flow is read into Java
 * values first and its fields are made from those, so a plain scalar is printed, not copied: `2024_01` is `202401`,
 * `1.10` is `1.1`, `010` is `8`, `no` is `false`, `1e3` is `1000.0`. Empty for null. Source: Kestra's
 * PluginDefaultService and Property.PropertyDeserializer.
 */
export function scalarText(scalar: YamlScalar): string {
  const { value } = scalar;
  if (value === null) return "";
  return isDouble(scalar) ? doubleText(Number(value)) : String(value);
}

import { printYaml, YamlUnsupportedError } from "../codecs/yaml-print.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { unknown } from "../values/unknown.ts";
import { string } from "../values/value.ts";

/** `x | yaml`: never an error; null gives the text `null`. reference: Kestra's YamlFilter */
export const yamlFilter: FilterDefinition = {
  name: "yaml",
  steps: 300,
  purity: "pure",
  summary:
    "Block YAML without a document marker and with as few quotes as possible; lists are indented by one space, and a " +
    "newline ends the text. Null gives `null`.",
  nullInput: "value",
  returnsText: true,
  apply: (input) => {
    if (input.kind === "null") return string("null");
    try {
      return string(printYaml(input));
    } catch (error) {
      if (error instanceof YamlUnsupportedError) return unknown(`yaml: ${error.message} is not supported`);
      throw error;
    }
  },
};

import { YamlUnsupportedError } from "../codecs/yaml-print.ts";
import { parseYamlValue } from "../codecs/yaml-read.ts";
import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail, limitExceeded } from "../values/failure.ts";
import { unknown } from "../values/unknown.ts";

/** The reader takes time by the square of some texts. */
const MAX_LENGTH = 2_400;

/** A character takes about 4 µs. */
const CHARACTER_STEPS = 40;

/**
 * `yaml(yaml)`: a missing argument, null and all else but a String, empty and malformed YAML are errors.
 * reference: Kestra's YamlFunction
 */
export const yamlFunction: FunctionDefinition = {
  name: "yaml",
  steps: 1_000,
  argumentNames: ["yaml"],
  purity: "pure",
  summary:
    "The value of a YAML text. `yes` and `on` are Booleans, dates stay text, an alias is the text of its name.",
  mayReturnNull: true,
  apply: ([yaml], context) => {
    if (yaml === undefined) throw fail('the argument "yaml" is missing');
    if (yaml.kind !== "string") throw fail('the argument "yaml" must be a String');
    if (yaml.value.length > MAX_LENGTH) throw limitExceeded(`yaml() of more than ${MAX_LENGTH} characters`);
    context.charge(yaml.value.length * CHARACTER_STEPS);
    try {
      return parseYamlValue(yaml.value);
    } catch (error) {
      if (error instanceof YamlUnsupportedError)
        return unknown(`yaml(): ${error.message} is not supported`, { maybeNull: true });
      throw error;
    }
  },
};

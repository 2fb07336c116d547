import { IonUnsupportedError, printIon } from "../codecs/ion-print.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { unknown } from "../values/unknown.ts";
import { string } from "../values/value.ts";

/**
 * `x | toIon`: null gives the text `null`; an error only for values without an Ion form. reference: Kestra's ToIonFilter
 */
export const toIonFilter: FilterDefinition = {
  name: "toIon",
  purity: "pure",
  summary: 'Ion text: `{k:"v"}`, doubles as `1.5e0`; null entries of maps are kept, null gives `null`.',
  nullInput: "value",
  returnsText: true,
  apply: (input) => {
    try {
      return string(printIon(input));
    } catch (error) {
      if (error instanceof IonUnsupportedError) return unknown(`toIon: ${error.message} is not supported`);
      throw error;
    }
  },
};

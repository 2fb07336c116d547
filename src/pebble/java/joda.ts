import { createRequire } from "node:module";
import type * as Joda from "@js-joda/core";

let loaded: typeof Joda | undefined;

/**
 * The port of java.time with its time zones. Loaded on first use and synchronously, as evaluation is: templates
 * without dates do not pay for it.
 */
export function joda(): typeof Joda {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    loaded = require("@js-joda/core") as typeof Joda;
    require("@js-joda/timezone");
  }
  return loaded;
}

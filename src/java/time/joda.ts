import { createRequire } from "node:module";
import type * as Joda from "@js-joda/core";

let loaded: typeof Joda | undefined;
let zonesLoaded = false;

/** The port of java.time. Loaded on first use and synchronously: only templates with dates need it. */
export function joda(): typeof Joda {
  loaded ??= createRequire(import.meta.url)("@js-joda/core") as typeof Joda;
  return loaded;
}

/** As `joda`, with the rules of all time zones, which take longer to load. */
export function jodaWithZones(): typeof Joda {
  if (!zonesLoaded) createRequire(import.meta.url)("@js-joda/timezone");
  zonesLoaded = true;
  return joda();
}

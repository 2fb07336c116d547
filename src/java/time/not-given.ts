import { JavaError } from "../error.ts";

export function zoneNotGiven(): JavaError {
  return new JavaError("zone", "the result depends on the default time zone");
}

export function localeNotGiven(): JavaError {
  return new JavaError("locale", "the result depends on the default locale");
}

import type { Place } from "./place.ts";

/** Something in a file that keeps it, or a part of it, from being read as written: what, why and the way out. */
export interface Problem {
  readonly message: string;
  readonly place: Place;
}

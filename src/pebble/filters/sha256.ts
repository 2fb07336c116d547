import { hashFilter } from "./hash-filter.ts";

/** `x | sha256`: a String, else an error; null gives null. reference: Pebble's Sha256Filter */
export const sha256Filter = hashFilter("sha256");

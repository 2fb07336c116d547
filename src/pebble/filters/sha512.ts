import { hashFilter } from "./hash-filter.ts";

/** `x | sha512`: a String, else an error; null gives null. reference: Kestra's Sha512Filter */
export const sha512Filter = hashFilter("sha512");

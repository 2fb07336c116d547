import { hashFilter } from "./hash-filter.ts";

/** `x | sha1`: a String, else an error; null gives null. reference: Kestra's Sha1Filter */
export const sha1Filter = hashFilter("sha1");

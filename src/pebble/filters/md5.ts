import { hashFilter } from "./hash-filter.ts";

/** `x | md5`: a String, else an error; null gives null. reference: Kestra's Md5Filter */
export const md5Filter = hashFilter("md5");

/** The line of Kestra whose expressions are meant. */
export type Dialect = "2.0" | "1.x";

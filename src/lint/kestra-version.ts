/** A release line of Kestra in the configuration. */
export type KestraVersion = "1.2" | "1.3" | "2.0";

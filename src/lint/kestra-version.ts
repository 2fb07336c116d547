/** A release line of Kestra as the configuration names it. */
export type KestraVersion = "1.2" | "1.3" | "2.0";

/** From most to least severe. */
export const SEVERITY_NAMES = ["error", "warning", "notice"] as const;
export type SeverityName = (typeof SEVERITY_NAMES)[number];

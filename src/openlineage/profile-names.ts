/** Supported consumers, separate from the event code, so that the command line does not load it. */
export const PROFILES = ["marquez", "datahub", "openmetadata", "atlan", "dataplex"] as const;
export type ProfileName = (typeof PROFILES)[number];

/** The consumers that events can be made for. The command line knows them without loading what makes the events. */
export const PROFILES = ["marquez", "datahub", "openmetadata", "atlan", "dataplex"] as const;
export type ProfileName = (typeof PROFILES)[number];

/** A setting that the two sides of a comparison do not share. Values are JSON; absent where a side does not set it. */
export interface SettingChange {
  /** A key of the configuration, or of what the stored inventory was scanned with. */
  readonly key: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

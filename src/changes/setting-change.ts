/** A setting that differs between the sides of a comparison. Values are JSON; absent for an unset one. */
export interface SettingChange {
  /** A key of the configuration, or of the settings of the stored inventory. */
  readonly key: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

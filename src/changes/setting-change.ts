/** A setting that differs between the sides of a comparison. Values are JSON; absent for an unset one. */
export interface SettingChange {
  /** A key of the configuration, or of the settings of the stored inventory. */
  readonly key: string;
  /** The file with the setting, relative to the folder of the configuration; absent for the configuration. */
  readonly file?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

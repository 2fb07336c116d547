import type { SettingChange } from "../changes/setting-change.ts";

type Settings = Readonly<Record<string, unknown>>;

/**
 * The settings that two sides do not share, by key.
 *
 * @param file with the settings, if not the configuration
 */
export function differingSettings(after: Settings, before: Settings, file?: string): SettingChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key): SettingChange[] => {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) return [];
    return [
      {
        key,
        ...(file !== undefined && { file }),
        ...(before[key] !== undefined && { before: before[key] }),
        ...(after[key] !== undefined && { after: after[key] }),
      },
    ];
  });
}

/** `"exclude", "rules"`: the keys of a warning. */
export function settingKeys(changes: readonly SettingChange[]): string {
  return changes.map(({ key }) => `"${key}"`).join(", ");
}

import type { SettingChange } from "../../changes/setting-change.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { valueChange } from "../../util/shortened.ts";

/** `exclude: [] → ["flows"]` */
export function settingText({ key, before, after }: SettingChange): string {
  return escapeControlChars(`${key}: ${valueChange(before, after)}`);
}

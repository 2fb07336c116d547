import { join } from "node:path";
import type { SettingChange } from "../changes/setting-change.ts";
import { CONFIG_NAMES } from "../config/find-config.ts";
import { readRegular } from "../files/regular-file.ts";
import { decode, MAX_FILE_BYTES } from "../flows/decode.ts";
import { readYaml } from "../flows/read-yaml.ts";
import type { SourceText } from "../flows/source-text.ts";
import type { RawFinding } from "../lint/finding.ts";
import { rangeAt, visibleRange } from "../lint/range.ts";
import { valueChange } from "../util/shortened.ts";
import { slashedPath } from "../util/slashed-path.ts";
import type { Project } from "./project.ts";

/**
 * Findings about settings that differ from the base.
 *
 * @param project with the configuration of the working tree
 */
export function findChangedSettings(
  { config }: Pick<Project, "config">,
  changes: readonly SettingChange[],
): readonly RawFinding[] {
  if (changes.length === 0) return [];
  const file = config.file === undefined ? (CONFIG_NAMES[0] ?? "") : slashedPath(config.folder, config.file);
  return settingFindings(changes, file, readSource(join(config.folder, file), file));
}

/**
 * Findings at the keys of the configuration.
 *
 * @param file the configuration, as in places
 * @param source its text; undefined if it is unreadable
 */
export function settingFindings(
  changes: readonly SettingChange[],
  file: string,
  source: SourceText | undefined,
): readonly RawFinding[] {
  const root = source && readYaml(source)[0]?.node;
  const entries = root?.kind === "map" ? root.entries : [];
  return changes.map((change) => {
    const { key, before, after } = change;
    const node = change.file === undefined && entries.find((entry) => entry.key.text === key)?.key;
    const range =
      source && node
        ? visibleRange(source, node.span)
        : rangeAt({ file: change.file ?? file, line: 1, column: 1 });
    return {
      range,
      message: `"${key}" differs from the base, whose setting applies: ${valueChange(before, after)}`,
    };
  });
}

function readSource(path: string, shown: string): SourceText | undefined {
  try {
    const decoded = decode(shown, readRegular(path, MAX_FILE_BYTES));
    return decoded.kind === "text" ? decoded.source : undefined;
  } catch {
    return undefined;
  }
}

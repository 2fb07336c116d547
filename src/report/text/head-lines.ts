import type { Asset } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { firstOf } from "../../util/text.ts";
import { kindName } from "../names.ts";
import type { TextOptions } from "../options.ts";

/** The asset of an answer and its kind. */
export function headLines(asset: Asset, sameAs: readonly string[], { style }: TextOptions): string[] {
  const kind = kindName(asset);
  const lines = [style.id(escapeControlChars(asset.id)) + (kind === "" ? "" : `  ${style.faint(kind)}`)];
  if (isPattern(asset.id)) lines.push(style.faint("  pattern: * is a run-time value"));
  if (sameAs.length > 0) {
    lines.push(
      `  ≈ ${firstOf(sameAs.map(escapeControlChars), 3)} ${style.faint("possibly the same at run time")}`,
    );
  }
  return lines;
}

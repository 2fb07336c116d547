import type { FileStatus } from "./file-status.ts";
import type { StoreScanOptions } from "./store-scan.ts";

/** The key of a file whose previous state is unknown. */
export const UNKNOWN = "";

/** Equal keys mean equal contributions of a file. */
export function fileKey(
  { shownAs, contentId }: Pick<FileStatus, "shownAs" | "contentId">,
  environmentOf: StoreScanOptions["environmentOf"],
): string {
  if (contentId === undefined) return UNKNOWN;
  const environment = environmentOf?.(shownAs);
  return environment === undefined ? contentId : `${contentId}:${environment.hash}`;
}

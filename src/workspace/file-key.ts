import type { FileStatus } from "./file-status.ts";
import type { StoreScanOptions } from "./store-scan.ts";

/** The key of a file that cannot be told from what it was. */
export const UNKNOWN = "";

/** What decides whether a file contributes what it did before. */
export function fileKey(
  { shownAs, contentId }: Pick<FileStatus, "shownAs" | "contentId">,
  environmentOf: StoreScanOptions["environmentOf"],
): string {
  if (contentId === undefined) return UNKNOWN;
  const environment = environmentOf?.(shownAs);
  return environment === undefined ? contentId : `${contentId}:${environment.hash}`;
}

import type { FileStatus } from "./file-status.ts";
import type { RefreshOptions } from "./refreshed-store.ts";

/** The key of a file whose previous state is unknown. */
export const UNKNOWN = "";

/** Equal keys mean equal contributions of a file. */
export function fileKey(
  { shownAs, contentId }: Pick<FileStatus, "shownAs" | "contentId">,
  environmentOf: RefreshOptions["environmentOf"],
): string {
  if (contentId === undefined) return UNKNOWN;
  const environment = environmentOf?.(shownAs);
  return environment === undefined ? contentId : `${contentId}:${environment.hash}`;
}

import type { CacheSection } from "../cache/file-cache.ts";
import { packPart, unpackPart } from "../cache/pack-part.ts";
import { type KnownFiles, type StateFile, stateFileKey } from "../changes/flow-state.ts";
import type { FileResult } from "../model/declared.ts";
import { packSummary, summaryOf } from "../model/file-summary.ts";

/** Known states of files in a section `parts` of the file cache. */
export function knownFiles(section: CacheSection): KnownFiles {
  const ofThisRun = new Map<string, FileResult>();
  const keyOf = ({ shownAs, contentId, environments }: StateFile) => ({
    ...{ name: shownAs, contentId },
    ...(environments && { environment: environments.hash }),
  });
  return {
    summary: (file) => {
      const own = ofThisRun.size === 0 ? undefined : ofThisRun.get(stateFileKey(file));
      if (own !== undefined) return summaryOf(own);
      const record = section.find(keyOf(file));
      return record === undefined ? undefined : section.summary(record);
    },
    parts: (file) => {
      const own = ofThisRun.get(stateFileKey(file));
      if (own !== undefined) return own;
      const record = section.find(keyOf(file));
      const bytes = record === undefined ? undefined : section.body(record);
      return bytes && unpackPart<FileResult>(bytes, file.shownAs);
    },
    add: (file, parts, keep) => {
      if (keep === "run") ofThisRun.set(stateFileKey(file), parts);
      else {
        section.set(keyOf(file), {
          summary: packSummary(parts),
          ...(keep === "all" && { body: packPart(parts, file.shownAs) }),
        });
      }
    },
  };
}

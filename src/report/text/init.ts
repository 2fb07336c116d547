import type { InitializedFile } from "../../workspace/init.ts";

/** The files that `init` wrote or kept, and what to add to kept ones by hand. */
export function initText(files: readonly InitializedFile[]): string {
  return files
    .map(({ path, state, advice }) => {
      const line = `${state === "written" ? "written" : "kept   "}  ${path}\n`;
      return advice === undefined ? line : `${line}${advice}\n`;
    })
    .join("");
}

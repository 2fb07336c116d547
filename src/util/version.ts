import { readFileSync } from "node:fs";

const NAME = "flow-assets";

/** The version in the package's own `package.json`. */
export function programVersion(): string {
  // The modules lie deeper in src/ and dist/ than in the flat program/, which has a package.json of its own.
  for (const up of ["../", "../../"]) {
    const { name, version } = readPackage(new URL(`${up}package.json`, import.meta.url));
    if (name === NAME && version !== undefined) return version;
  }
  throw new Error(`the package.json of ${NAME} is missing`);
}

function readPackage(file: URL): { readonly name?: string; readonly version?: string } {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

import { relative, sep } from "node:path";
import type { Config, PolicyConfig } from "../config/config.ts";
import { readRegular } from "../files/regular-file.ts";
import { MAX_FILE_BYTES } from "../flows/decode.ts";
import { get } from "../flows/flow.ts";
import { readYaml } from "../flows/read-yaml.ts";
import { sourceText } from "../flows/source-text.ts";
import { parseSelection } from "../selection/parse.ts";
import { baseNeededAt } from "../selection/select.ts";
import { SelectionError } from "../selection/selection-error.ts";
import { AssetsError } from "../util/errors.ts";

const SELECTIONS = ["select", "mustNotRead"] as const;
const DEMANDS = ["require", "idPattern", "allowedTypes", "mustNotRead"] as const;

/**
 * Checks that every policy has a requirement and readable selections, which the schema cannot check.
 *
 * @param folder the current one, for paths in messages
 * @throws AssetsError (exit code 2) with the place in the configuration
 */
export function checkPolicies(config: Config, folder: string): void {
  for (const [index, policy] of config.policies.entries()) {
    if (DEMANDS.every((key) => policy[key] === undefined)) {
      throw new AssetsError(`${placeOf(config, folder, index, "select")}this policy has no requirement`, {
        hint: 'Add "require", "idPattern", "allowedTypes" or "mustNotRead".',
      });
    }
    for (const key of SELECTIONS) {
      const problem = problemOf(policy, key);
      if (problem === undefined) continue;
      const { message, hint } = problem;
      throw new AssetsError(`${placeOf(config, folder, index, key)}"${key}" cannot be read: ${message}`, {
        ...(hint !== undefined && { hint }),
        cause: problem,
      });
    }
  }
}

function problemOf(policy: PolicyConfig, key: (typeof SELECTIONS)[number]): SelectionError | undefined {
  const text = policy[key];
  if (text === undefined) return undefined;
  try {
    const base = baseNeededAt(parseSelection(text));
    if (base === undefined) return undefined;
    const problem = '"state:" needs a base revision, which a policy does not have';
    return new SelectionError(text, base, problem, "Select by id, type, namespace, metadata or owner.");
  } catch (error) {
    if (error instanceof SelectionError) return error;
    throw error;
  }
}

/** `assets.config.yaml:3:13: `. Reads the file again, because only errors need places. */
function placeOf({ file }: Config, folder: string, index: number, key: string): string {
  if (file === undefined) return "";
  const shown = relative(folder, file).split(sep).join("/");
  const source = sourceText(
    shown,
    readRegular(file, MAX_FILE_BYTES)
      .toString("utf8")
      .replace(/^\uFEFF/, ""),
  );
  const root = readYaml(source)[0]?.node;
  const list = root === undefined ? undefined : get(root, "policies");
  const policy = list?.kind === "list" ? list.items[index] : undefined;
  const node = policy === undefined ? undefined : (get(policy, key) ?? policy);
  if (node === undefined) return `${shown}: `;
  const { line, column } = source.place(node.span.start);
  return `${shown}:${line}:${column}: `;
}

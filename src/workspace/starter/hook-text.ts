import { escapeRegExp } from "../../util/reg-exp.ts";
import { PACKAGE, type ProgramSource } from "./program-source.ts";

/**
 * An entry of `repos` for pre-commit; undefined for a source that pre-commit cannot install.
 *
 * @param prefix folder of the configuration from the root, with a slash at its end, or ""
 */
export function hookText(source: ProgramSource, prefix: string): string | undefined {
  const config = prefix === "" ? [] : ["--config", `${prefix}assets.config.yaml`];
  const files = prefix === "" ? "\\.ya?ml$" : `^${escapeRegExp(prefix)}.*\\.ya?ml$`;
  switch (source.kind) {
    case "git":
      return `  - repo: ${source.url}
    rev: ${JSON.stringify(source.revision)}
    hooks:
      - id: assets-lint
${prefix === "" ? "" : `        args: ${JSON.stringify(config)}\n        files: ${yamlPattern(files)}\n`}`;
    case "dependency": {
      const folder = source.folder === "" ? "" : `${source.folder}/`;
      return localHook(
        `node ${shellWord(`${folder}node_modules/${PACKAGE}/bin/assets.js`)} lint`,
        "system",
        config,
        files,
      );
    }
    case "archive":
      if (source.isFile) return undefined;
      return `${localHook("assets lint", "node", config, files)}        additional_dependencies: [${JSON.stringify(source.spec)}]\n`;
  }
}

function localHook(entry: string, language: string, args: readonly string[], files: string): string {
  return `  - repo: local
    hooks:
      - id: assets-lint
        name: assets lint
        entry: ${/^[\w./ -]+$/.test(entry) ? entry : JSON.stringify(entry)}
        language: ${language}
${args.length === 0 ? "" : `        args: ${JSON.stringify(args)}\n`}        files: ${yamlPattern(files)}
        require_serial: true
`;
}

/** Pre-commit splits an entry by shell rules. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function yamlPattern(pattern: string): string {
  return /^[\w.\\?*$^/+-]+$/.test(pattern) ? pattern : `'${pattern.replaceAll("'", "''")}'`;
}

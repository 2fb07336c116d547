/**
 * @param schema relative path of the schema, if the program is installed near the file
 */
export function configText(paths: readonly string[], schema: string | undefined): string {
  const head = schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n`;
  return `${head}paths:
${paths.map((path) => `  - ${yamlText(path)}\n`).join("")}
# Kestra release of the flows; some rules depend on it: "1.2", "1.3" or "2.0".
# kestra: "2.0"

# Severity of each rule: error, warning, notice or off.
# rules:
#   many-writers: "off"
`;
}

/** A text as a plain scalar if possible, otherwise in double quotes. */
function yamlText(text: string): string {
  const isPlain = /^(?:\.|[A-Za-z_][\w-]*(?:\/[\w.-]+)*)$/.test(text);
  return isPlain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}

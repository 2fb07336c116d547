import { readYaml } from "../flows/read-yaml.ts";
import { sourceText } from "../flows/source-text.ts";
import { yamlLibrary } from "../flows/yaml-library.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import { addedKeys } from "./same-except.ts";

/**
 * Whether two texts of a file have the same contents, except for a number of added declarations: as the program reads
 * them and as the YAML library does, which also follows aliases.
 */
export function differsOnlyBy(added: number, before: string, after: string): boolean {
  return (
    addedKeys(plainDocuments(before), plainDocuments(after)) === added &&
    addedKeys(libraryDocuments(before), libraryDocuments(after)) === added
  );
}

function plainDocuments(text: string): unknown {
  return readYaml(sourceText("", text)).map(({ node, problems }) =>
    node === undefined ? problems.map(({ message }) => message) : plain(node),
  );
}

/** Keys in their order, and scalars with their style. */
function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case "scalar":
      return `${node.style} ${typeof node.value} ${node.text}`;
    case "list":
      return node.items.map(plain);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  }
}

function libraryDocuments(text: string): unknown {
  const { parseAllDocuments } = yamlLibrary();
  const documents = parseAllDocuments(text, { version: "1.1", uniqueKeys: false, logLevel: "silent" });
  return Array.from(documents, (document) => {
    if (document.errors.length > 0) return document.errors.map(({ code }) => code);
    try {
      return document.toJS({ maxAliasCount: 100 });
    } catch {
      return "too many aliases";
    }
  });
}

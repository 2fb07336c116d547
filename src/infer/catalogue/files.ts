import type { CatalogueEntry, Touch } from "./entry.ts";

const SERVERS = ["sftp", "ftp", "ftps", "smb"] as const;

/** Transfers from and to file servers, and shared file systems of workers. */
export const FILES: readonly CatalogueEntry[] = [
  ...SERVERS.flatMap((scheme): CatalogueEntry[] =>
    family(`fs.${scheme}`, scheme, `${scheme}://{host}[:{port}]`),
  ),
  ...family("fs.local", "file", "file"),
  ...family("fs.nfs", "file", "file"),
  {
    types: ["core.http.Download", "fs.http.Download"],
    system: "http",
    kind: "external",
    reads: [{ uri: "{uri}", schemes: ["http", "https"] }],
  },
  {
    types: [
      "core.http.Request",
      "core.http.SseRequest",
      "core.http.Trigger",
      "fs.http.Request",
      "azure.function.HttpFunction",
      "gcp.function.HttpFunction",
      "azure.function.HttpFunction",
      "gcp.function.HttpFunction",
    ],
    system: "http",
    kind: "external",
    group: "http-request",
    reads: [{ uri: "{uri}", schemes: ["http", "https"], when: { method: ["", "GET", "HEAD"] } }],
    writes: [
      { uri: "{uri}", schemes: ["http", "https"], when: { method: ["POST", "PUT", "PATCH", "DELETE"] } },
    ],
  },
];

function family(plugin: string, system: string, namespace: string): CatalogueEntry[] {
  const at = (name: string): Touch => ({ namespace, name: `{${name}}` });
  const below = (name: string): Touch => ({ ...at(name), folder: true });
  const moved: Touch = { ...below("moveDirectory"), when: { action: ["MOVE"] } };
  const entry = (
    names: readonly string[],
    touches: Pick<CatalogueEntry, "reads" | "writes">,
  ): CatalogueEntry => ({ types: names.map((name) => `${plugin}.${name}`), system, ...touches });
  return [
    entry(["Download"], { reads: [at("from")] }),
    entry(["Downloads", "List", "Trigger"], { reads: [below("from")], writes: [moved] }),
    entry(["Upload"], { writes: [at("to")] }),
    entry(["Uploads"], { writes: [below("to")] }),
    entry(["Move", "Copy"], { reads: [at("from")], writes: [at("to")] }),
    entry(["Delete"], { writes: [at("uri"), { ...at("from"), when: { uri: [""] } }] }),
  ];
}

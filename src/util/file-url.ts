/** The page of a file at a commit, in the URL format of the host. `path` is relative to the root of the repository. */
export function fileUrl(repository: string, commit: string, path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  switch (hostKind(repository)) {
    case "gitlab":
      return `${repository}/-/blob/${commit}/${encoded}`;
    case "bitbucket":
      return `${repository}/src/${commit}/${encoded}`;
    case "gitea":
      return `${repository}/src/commit/${commit}/${encoded}`;
    case "azure":
      return `${repository}?path=/${encoded}&version=GC${commit}`;
    case "github":
      return `${repository}/blob/${commit}/${encoded}`;
  }
}

/** The same at a line, 1-based. */
export function lineUrl(repository: string, commit: string, path: string, line: number): string {
  const url = fileUrl(repository, commit, path);
  const kind = hostKind(repository);
  if (kind === "bitbucket") return `${url}#lines-${line}`;
  if (kind === "azure") return `${url}&line=${line}&lineEnd=${line + 1}&lineStartColumn=1&lineEndColumn=1`;
  return `${url}#L${line}`;
}

function hostKind(repository: string): "github" | "gitlab" | "bitbucket" | "gitea" | "azure" {
  const host = new URL(repository).hostname;
  if (host.includes("gitlab")) return "gitlab";
  if (host === "bitbucket.org") return "bitbucket";
  if (host === "codeberg.org" || /gitea|forgejo/.test(host)) return "gitea";
  return host === "dev.azure.com" ? "azure" : "github";
}

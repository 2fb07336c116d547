import { posix } from "node:path";
import type { GitFacts } from "./context.ts";

/** The fields of SourceCodeLocationJobFacet; its `url` is required, so without a remote there is no facet. */
export interface SourceLocation {
  readonly type: "git";
  readonly url: string;
  readonly repoUrl: string;
  readonly path: string;
  readonly version: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly pullRequestNumber?: string;
}

/** Where a file stands at the commit, or undefined when that is not known. */
export function sourceLocation(file: string, git: GitFacts | undefined): SourceLocation | undefined {
  if (!git) return undefined;
  const path = posix.join(git.prefix, file);
  if (path.startsWith("../")) return undefined;
  return {
    type: "git",
    url: fileUrl(git.repository, git.commit, path),
    repoUrl: git.repository,
    path,
    version: git.commit,
    ...(git.branch !== undefined && { branch: git.branch }),
    ...(git.tag !== undefined && { tag: git.tag }),
    ...(git.pullRequest !== undefined && { pullRequestNumber: git.pullRequest }),
  };
}

/** The page of a file at a commit, as the host of the repository writes its addresses. */
function fileUrl(repository: string, commit: string, path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const host = new URL(repository).hostname;
  if (host.includes("gitlab")) return `${repository}/-/blob/${commit}/${encoded}`;
  if (host === "bitbucket.org") return `${repository}/src/${commit}/${encoded}`;
  if (host === "codeberg.org" || /gitea|forgejo/.test(host))
    return `${repository}/src/commit/${commit}/${encoded}`;
  if (host === "dev.azure.com") return `${repository}?path=/${encoded}&version=GC${commit}`;
  return `${repository}/blob/${commit}/${encoded}`;
}

/**
 * The address of a repository as a browser opens it, from the address git fetches from; undefined when no browser can
 * (a path, a bundle). A user name or password in it is left out.
 */
export function browsableUrl(remote: string): string | undefined {
  const scp = /^(?:[^@/\s]+@)?([a-z0-9.-]+\.[a-z0-9-]+):(?!\/\/)([^\s]+)$/i.exec(remote);
  if (scp) return clean(`https://${scp[1]}/${scp[2]?.replace(/^\/+/, "")}`);
  let url: URL;
  try {
    url = new URL(remote);
  } catch {
    return undefined;
  }
  if (!["https:", "http:", "ssh:", "git:", "git+ssh:"].includes(url.protocol) || url.hostname === "")
    return undefined;
  const isHttp = url.protocol === "http:" || url.protocol === "https:";
  const scheme = url.protocol === "http:" ? "http:" : "https:";
  return clean(`${scheme}//${isHttp ? url.host : url.hostname}${url.pathname}`);
}

function clean(url: string): string | undefined {
  const trimmed = url.replace(/\/+$/, "").replace(/\.git$/, "");
  return URL.canParse(trimmed) ? new URL(trimmed).href.replace(/\/+$/, "") : undefined;
}

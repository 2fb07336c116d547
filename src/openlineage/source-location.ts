import { posix } from "node:path";
import { fileUrl } from "../util/file-url.ts";
import type { GitFacts } from "./context.ts";

/** The fields of SourceCodeLocationJobFacet; `url` is required, so there is no facet without a remote. */
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

/** The location of a file at the commit, or undefined. */
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

/**
 * The web address of a repository, from its git address; undefined for a path or a bundle. User name and password are
 * removed.
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
  const trimmed = url.replace(/(?<!\/)\/+$/, "").replace(/\.git$/, "");
  return URL.canParse(trimmed) ? new URL(trimmed).href.replace(/(?<!\/)\/+$/, "") : undefined;
}

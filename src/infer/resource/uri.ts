import type { Resource } from "./resource.ts";
import { changeText, joinText, type Text } from "./text.ts";

/** Alternative schemes of systems, with the scheme and the system name of OpenLineage. */
const SYSTEMS: Readonly<Record<string, { readonly scheme: string; readonly system: string }>> = {
  s3: { scheme: "s3", system: "s3" },
  s3a: { scheme: "s3", system: "s3" },
  s3n: { scheme: "s3", system: "s3" },
  gs: { scheme: "gs", system: "gcs" },
  gcs: { scheme: "gs", system: "gcs" },
  http: { scheme: "http", system: "http" },
  https: { scheme: "https", system: "http" },
  wasb: { scheme: "wasbs", system: "wasbs" },
  wasbs: { scheme: "wasbs", system: "wasbs" },
  az: { scheme: "az", system: "wasbs" },
  azure: { scheme: "az", system: "wasbs" },
  abfs: { scheme: "abfss", system: "abfss" },
  abfss: { scheme: "abfss", system: "abfss" },
  hdfs: { scheme: "hdfs", system: "hdfs" },
  dbfs: { scheme: "dbfs", system: "dbfs" },
  r2: { scheme: "r2", system: "r2" },
  hf: { scheme: "hf", system: "hf" },
  sftp: { scheme: "sftp", system: "sftp" },
  ftp: { scheme: "ftp", system: "ftp" },
  ftps: { scheme: "ftps", system: "ftps" },
  smb: { scheme: "smb", system: "smb" },
};

const AUTHORITY = /^[A-Za-z][A-Za-z0-9]*:\/\/([^/?#]*)/;
/** In these Azure schemes, the user part of the URI is the container. */
const NAMED_BY_USER = new Set(["wasbs", "abfss"]);

/** The scheme of a text, in lower case; undefined without a literal scheme. */
export function uriScheme(text: Text): string | undefined {
  const [first] = text;
  const scheme = typeof first === "string" ? /^\s*([A-Za-z][A-Za-z0-9]*):\/\//.exec(first)?.[1] : undefined;
  return scheme?.toLowerCase();
}

/**
 * The resource of a URI, without credentials, query and fragment. Undefined for other texts, and for schemes that are
 * not locations.
 */
export function uriResource(text: Text, folder: boolean): Resource | undefined {
  const scheme = uriScheme(text);
  const known =
    scheme === undefined ? undefined : Object.hasOwn(SYSTEMS, scheme) ? SYSTEMS[scheme] : undefined;
  if (known === undefined) return undefined;
  const namespace = changeText(text, (uri) => {
    const [, authority = ""] = AUTHORITY.exec(uri.trim()) ?? [];
    return `${known.scheme}://${cleanAuthority(authority, known.scheme)}`;
  });
  const name = changeText(text, (uri) => cleanPath(uri.trim().replace(AUTHORITY, ""), known.scheme));
  if (namespace === undefined || name === undefined || namespace.join("") === `${known.scheme}://`)
    return undefined;
  const kind = known.system === "http" ? "external" : "file";
  return { namespace, name: folder ? below(name) : name, system: known.system, kind };
}

/** Host and port, without user and password; the host in lower case, the port only if it is not the default. */
export function cleanAuthority(authority: string, scheme: string): string {
  if (NAMED_BY_USER.has(scheme)) return authority;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (scheme === "http") return host.toLowerCase().replace(/:80$/, "");
  if (scheme === "https") return host.toLowerCase().replace(/:443$/, "");
  return scheme === "s3" || scheme === "gs" ? host : host.toLowerCase();
}

/** A key of an object store may contain `?`, but has no query. */
function cleanPath(path: string, scheme: string): string {
  return withoutExtraSlashes(path.slice(0, queryStart(path, scheme)), scheme).replace(/\/$/, "/*");
}

function queryStart(path: string, scheme: string): number | undefined {
  if (scheme === "http" || scheme === "https") return /[?#]/.exec(path)?.index;
  // In time linear in the path, which may consist of `?`.
  const query = /(?<![^/])([^/?]*)\?[^/]*=/.exec(path);
  return query === null ? undefined : query.index + (query[1] ?? "").length;
}

const FILE_SERVERS = new Set(["sftp", "ftp", "ftps", "smb"]);

/** A path without its first slash. File servers read several slashes as one; in the key of an object, each counts. */
export function withoutExtraSlashes(path: string, scheme: string): string {
  const plain = FILE_SERVERS.has(scheme) ? path.replace(/\/{2,}/g, "/") : path;
  return plain.replace(/^\//, "");
}

/** The pattern of everything below a name. */
export function below(name: Text): Text {
  return (
    changeText(name, (text) =>
      text.endsWith("*") ? text : `${text.replace(/\/$/, "")}${text === "" ? "" : "/"}*`,
    ) ?? name
  );
}

export function join(namespace: Text, name: Text): Text {
  return name.length === 0 ? namespace : joinText(namespace, "/", name);
}

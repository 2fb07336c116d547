import { AssetsError } from "../util/errors.ts";
import type { Profile } from "./profile.ts";
import type { Transport } from "./transport.ts";

/** Settings of the target, from options and environment. Options take precedence. */
export interface TargetSettings {
  readonly url?: string;
  readonly endpoint?: string;
  readonly apiKey?: string;
  /** `Name: value`. */
  readonly headers: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
  readonly gzip: boolean;
  readonly attempts?: number;
}

/** Whether two addresses have the same server. False for an invalid address. */
export function sameServer(a: string | undefined, b: string): boolean {
  if (a === undefined || !URL.canParse(a) || !URL.canParse(b)) return false;
  return new URL(a).origin === new URL(b).origin;
}

/**
 * Checks that the user allowed the host of an address. Throws an AssetsError with the host.
 *
 * @param allowed `host` or `host:port`
 */
export function checkAllowed(url: string, allowed: readonly string[]): void {
  // An invalid address is reported for the target.
  if (!URL.canParse(url)) return;
  const { host, hostname } = new URL(url);
  const names = allowed.map((name) => name.trim().toLowerCase());
  if (names.includes(host) || names.includes(hostname)) return;
  throw new AssetsError(`the address "${withoutUserinfo(url)}" comes from a flow, so nothing is sent to it`, {
    hint: `Allow its host with --allow-host ${host}, or set the address with --url.`,
  });
}

export interface Target {
  readonly transport: Omit<Transport, "sleep">;
  /** The address without secrets, for output. */
  readonly shown: string;
  /** A warning before the first event. */
  readonly warning?: string;
}

/** Settings of the OpenLineage clients, from the environment. Source: OpenLineage's Python and Java clients. */
export function settingsFromEnvironment(env: Readonly<Record<string, string | undefined>>): {
  readonly url?: string;
  readonly endpoint?: string;
  readonly apiKey?: string;
  readonly namespace?: string;
} {
  const set = (value: string | undefined) =>
    value === undefined || value.trim() === "" ? undefined : value.trim();
  const url = set(env.OPENLINEAGE_URL);
  const endpoint = set(env.OPENLINEAGE_ENDPOINT);
  const apiKey = set(env.OPENLINEAGE_API_KEY);
  const namespace = set(env.OPENLINEAGE_NAMESPACE);
  return {
    ...(url !== undefined && { url }),
    ...(endpoint !== undefined && { endpoint }),
    ...(apiKey !== undefined && { apiKey }),
    ...(namespace !== undefined && { namespace }),
  };
}

const DEFAULT_TIMEOUT = 10;
const DEFAULT_ATTEMPTS = 5;

/** Validates the settings. Throws an AssetsError for a missing or invalid one, without secrets. */
export function targetOf(settings: TargetSettings, profile: Profile): Target {
  const { url } = settings;
  if (url === undefined) {
    throw new AssetsError("no server address", {
      hint: "Use --url http://host:port, or set OPENLINEAGE_URL.",
    });
  }
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || (address.protocol !== "http:" && address.protocol !== "https:")) {
    throw new AssetsError(`"${withoutUserinfo(url)}" is not a valid server address`, {
      hint: "Write it as http://host:port or https://host.",
    });
  }
  const secrets = [settings.apiKey, address.password, decoded(address.password)];
  const headers = new Map<string, string>();
  if (address.username !== "" || address.password !== "") {
    // fetch rejects an address with a user name.
    const user = `${decoded(address.username)}:${decoded(address.password)}`;
    const basic = Buffer.from(user).toString("base64");
    headers.set("authorization", `Basic ${basic}`);
    secrets.push(basic);
    address.username = "";
    address.password = "";
  }
  if (settings.apiKey !== undefined) headers.set("authorization", `Bearer ${settings.apiKey}`);
  for (const header of settings.headers) {
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\s\S]*)$/.exec(header) ?? [];
    if (name === undefined || value === undefined || /[\r\n\0]/.test(value)) {
      throw new AssetsError("invalid --header", {
        hint: 'Write it as --header "X-API-Key: ...".',
      });
    }
    const text = value.trim();
    headers.set(name.toLowerCase(), text);
    // A server may quote the token of `Authorization: Bearer ...` alone.
    secrets.push(text, ...text.split(" ").slice(-1));
  }
  secrets.push(...address.searchParams.values());
  const endpointUrl = (endpoint: string) => {
    const url = new URL(address);
    url.hash = "";
    const base = url.pathname.replace(/(?<!\/)\/+$/, "");
    const path = endpoint.replace(/^\/+/, "");
    // Google's methods follow the resource after a colon. The address may already contain the endpoint.
    if (endpoint.startsWith(":")) url.pathname = `${base}${endpoint}`;
    else url.pathname = base.endsWith(`/${path}`) ? base : `${base}/${path}`;
    return url.href;
  };
  const full = endpointUrl(settings.endpoint ?? profile.endpoint);
  const batch = settings.endpoint === undefined ? profile.batch : undefined;
  const warning = insecure(address);
  return {
    // The query may contain a token.
    shown: full.replace(/\?.*/s, "?***"),
    transport: {
      url: full,
      ...(batch && { batch: { ...batch, url: endpointUrl(batch.endpoint) } }),
      headers: Object.fromEntries(headers),
      secrets: [...new Set(secrets)].filter((secret) => secret !== undefined && secret !== "") as string[],
      timeout: (settings.timeout ?? DEFAULT_TIMEOUT) * 1000,
      gzip: settings.gzip,
      attempts: settings.attempts ?? DEFAULT_ATTEMPTS,
    },
    ...(warning !== undefined && { warning }),
  };
}

function insecure({ protocol, hostname, host }: URL): string | undefined {
  if (protocol === "https:") return undefined;
  if (hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]") return undefined;
  if (/^127\.\d+\.\d+\.\d+$/.test(hostname)) return undefined;
  return `events and credentials are sent to ${host} unencrypted, because the address starts with http://`;
}

function withoutUserinfo(url: string): string {
  const from = url.lastIndexOf("@");
  const end = url.indexOf("?", from + 1);
  const shown = url.slice(from + 1, end < 0 ? undefined : end);
  return `${from < 0 ? "" : "***@"}${shown}${end < 0 ? "" : "?***"}`;
}

/** User or password of a URL. One with an invalid `%` is used unchanged. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface Registry {
  readonly url: string;
  /** The requested paths. */
  readonly requests: readonly string[];
  readonly end: () => Promise<void>;
}

/** A package in a registry. */
export interface Published {
  readonly name: string;
  readonly tarball: Buffer;
  readonly integrity: string;
}

/** Packs a package with one file and the given install script. */
export function publish(folder: string, name: string, install: string): Published {
  const inner = join(folder, "package");
  mkdirSync(inner, { recursive: true });
  writeFileSync(
    join(inner, "package.json"),
    JSON.stringify({ name, version: "1.0.0", scripts: { install } }),
  );
  writeFileSync(join(inner, "index.js"), "");
  execFileSync("tar", ["-czf", "package.tgz", "package"], { cwd: folder });
  const tarball = readFileSync(join(folder, "package.tgz"));
  return { name, tarball, integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}` };
}

/** Starts a local npm registry with these packages. */
export async function newRegistry(...published: readonly Published[]): Promise<Registry> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    const tarball = published.find(({ name }) => path === `/${name}/-/${name}-1.0.0.tgz`);
    const document = published.find(({ name }) => path === `/${name}`);
    if (tarball !== undefined) response.end(tarball.tarball);
    else if (document !== undefined) response.end(packument(document));
    else response.writeHead(404).end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const packument = ({ name, integrity }: Published) =>
    JSON.stringify({
      name,
      "dist-tags": { latest: "1.0.0" },
      versions: {
        "1.0.0": {
          name,
          version: "1.0.0",
          dist: { integrity, tarball: `${url}${name}/-/${name}-1.0.0.tgz` },
        },
      },
    });
  return {
    url,
    requests,
    end: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

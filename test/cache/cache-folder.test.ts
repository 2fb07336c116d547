import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCacheFolder } from "../../src/cache/cache-folder.ts";

let top: string;
let workspace: string;
let home: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "assets-folder-")));
  workspace = join(top, "project");
  home = join(top, "home");
  mkdirSync(workspace);
  mkdirSync(home);
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const mode = (path: string) => statSync(path).mode & 0o777;
const named = () => join(top, "named");

describe("the place of the cache", () => {
  test.each([
    ["ASSETS_CACHE_DIR first", "linux", { ASSETS_CACHE_DIR: "named", XDG_CACHE_HOME: "xdg" }, "named"],
    ["then XDG_CACHE_HOME", "linux", { XDG_CACHE_HOME: "xdg" }, "xdg/assets"],
    ["also on macOS", "darwin", { XDG_CACHE_HOME: "xdg" }, "xdg/assets"],
    ["~/.cache on Linux", "linux", {}, "home/.cache/assets"],
    ["~/Library/Caches on macOS", "darwin", {}, "home/Library/Caches/assets"],
    ["LOCALAPPDATA on Windows", "win32", { LOCALAPPDATA: "local" }, "local/assets/cache"],
  ] as const)(
    "given %s, when opened, then the cache is a private folder there",
    (_, platform, variables, root) => {
      const env = Object.fromEntries(
        Object.entries(variables).map(([name, path]) => [name, join(top, path)]),
      );
      const place = openCacheFolder(workspace, { HOME: home, ...env }, platform);
      expect(place?.folder.startsWith(`${join(top, root)}/project-`)).toBe(true);
      expect(place?.workspace).toBe(workspace);
      expect(mode(place?.folder ?? "")).toBe(0o700);
    },
  );

  test("given a link to a workspace, when opened, then both share a cache; another workspace has its own", () => {
    symlinkSync(workspace, join(top, "link"));
    mkdirSync(join(top, "other/project"), { recursive: true });
    const of = (folder: string) => openCacheFolder(join(top, folder), { HOME: home })?.folder;
    expect(of("link")).toBe(of("project"));
    expect(of("other/project")).not.toBe(of("project"));
  });

  test.each([
    ["no home is known", {}],
    ["the home is a relative path", { HOME: "home" }],
    ["XDG_CACHE_HOME is relative and there is no home", { XDG_CACHE_HOME: "cache" }],
  ])("given that %s, when opened, then there is no cache", (_, env) => {
    expect(openCacheFolder(workspace, env)).toBeUndefined();
    expect(existsSync("cache")).toBe(false);
  });

  test("given a home that is not writable, when opened, then there is no cache", () => {
    writeFileSync(join(home, ".cache"), "a file");
    expect(openCacheFolder(workspace, { HOME: home })).toBeUndefined();
  });

  test("given workspaces that no longer exist, when a new cache is made, then their folders are removed", () => {
    const env = { ASSETS_CACHE_DIR: named() };
    openCacheFolder(workspace, env);
    mkdirSync(join(named(), "of-somebody-else"));
    renameSync(workspace, join(top, "moved"));
    openCacheFolder(join(top, "moved"), env);
    expect(readdirSync(named()).map((name) => name.replace(/-[0-9a-f]{8}$/, ""))).toEqual([
      "moved",
      "of-somebody-else",
    ]);
  });
});

describe("a cache folder that a repository could supply", () => {
  test("given ASSETS_CACHE_DIR in the working tree, when opened, then it is rejected", () => {
    mkdirSync(join(workspace, ".git"));
    mkdirSync(join(workspace, "flows"));
    const open = () =>
      openCacheFolder(join(workspace, "flows"), { ASSETS_CACHE_DIR: join(workspace, ".cache") });
    expect(open).toThrow(
      `the cache folder "${workspace}/.cache" (ASSETS_CACHE_DIR) is inside the working tree, which the repository controls`,
    );
    expect(existsSync(join(workspace, ".cache"))).toBe(false);
  });

  test("given a link that leads into the working tree, when opened, then it is rejected", () => {
    mkdirSync(join(workspace, "cache"), { mode: 0o700 });
    symlinkSync(join(workspace, "cache"), named());
    expect(() => openCacheFolder(workspace, { ASSETS_CACHE_DIR: named() })).toThrow(
      "is inside the working tree",
    );
  });

  test("given a home that is the working tree, when opened, then there is no cache", () => {
    expect(openCacheFolder(workspace, { HOME: workspace })).toBeUndefined();
    expect(readdirSync(workspace)).toEqual([]);
  });

  test("given a relative ASSETS_CACHE_DIR, when opened, then it is rejected", () => {
    expect(() => openCacheFolder(workspace, { ASSETS_CACHE_DIR: ".cache" })).toThrow(
      'the cache folder ".cache" (ASSETS_CACHE_DIR) is a relative path, so it depends on the current folder',
    );
  });

  test.each([0o770, 0o707, 0o777])(
    "given a folder that others can write to (%o), when opened, then it is rejected",
    (permissions) => {
      mkdirSync(named());
      chmodSync(named(), permissions);
      expect(() => openCacheFolder(workspace, { ASSETS_CACHE_DIR: named() })).toThrow(
        "belongs to another user or is writable by others",
      );
    },
  );

  test("given a workspace's folder that is readable by others or a link, when opened, then there is no cache", () => {
    const env = { ASSETS_CACHE_DIR: named() };
    const folder = openCacheFolder(workspace, env)?.folder ?? "";
    chmodSync(folder, 0o755);
    expect(openCacheFolder(workspace, env)).toBeUndefined();
    rmSync(folder, { recursive: true });
    mkdirSync(join(top, "elsewhere"), { mode: 0o700 });
    symlinkSync(join(top, "elsewhere"), folder);
    expect(openCacheFolder(workspace, env)).toBeUndefined();
    expect(readdirSync(join(top, "elsewhere"))).toEqual([]);
  });
});

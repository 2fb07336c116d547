import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_FILE_BYTES } from "../../src/flows/decode.ts";
import { fileBytes } from "../../src/flows/file-bytes.ts";
import { readFlowFile } from "../../src/flows/read-flow-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "file-bytes-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

test.each([0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 300_000, MAX_FILE_BYTES])(
  "given a file of %i bytes, when read after a longer one, then exactly its bytes are returned",
  (size) => {
    const long = written("long.yaml", Buffer.alloc(200_000, "x"));
    const wanted = Buffer.from(Array.from({ length: size }, (_, index) => index % 251));
    const path = written("wanted.yaml", wanted);
    fileBytes(long);
    expect(wanted.equals(fileBytes(path))).toBe(true);
  },
);

test("given a file above the size limit, when read, then more bytes than the limit are returned", () => {
  const path = written("large.yaml", Buffer.alloc(MAX_FILE_BYTES * 2));
  expect(fileBytes(path).length).toBeGreaterThan(MAX_FILE_BYTES);
});

test("given a missing file or a folder, when read, then the system error is thrown", () => {
  expect(() => fileBytes(join(folder, "none.yaml"))).toThrow("ENOENT");
  expect(() => fileBytes(folder)).toThrow("it is a folder");
});

test("given a flow file already read, when another is read, then the first text is unchanged", () => {
  const first = readFlowFile(written("a.yaml", "id: a\nnamespace: n\ntasks: []\n"), "a.yaml");
  readFlowFile(written("b.yaml", "id: b\nnamespace: other\ntasks: []\n"), "b.yaml");
  expect(first.flows.map((flow) => flow.source.text)).toEqual(["id: a\nnamespace: n\ntasks: []\n"]);
});

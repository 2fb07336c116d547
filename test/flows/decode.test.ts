import { expect, test } from "vitest";
import { decode, MAX_FILE_BYTES } from "../../src/flows/decode.ts";

function message(bytes: Uint8Array): string {
  const decoded = decode("a.yml", bytes);
  if (decoded.kind === "text") return `text ${JSON.stringify(decoded.source.text)}`;
  const { place, message } = decoded.problem;
  return `${place.file}:${place.line}:${place.column} ${message}`;
}

test("given UTF-8 with or without a byte order mark, when decoded, then the text has no mark", () => {
  expect(message(Buffer.from("id: é😀\n"))).toBe('text "id: é😀\\n"');
  expect(message(Buffer.from("\uFEFFid: a\n"))).toBe('text "id: a\\n"');
  expect(message(new Uint8Array())).toBe('text ""');
});

test("given a byte order mark, when places are computed, then columns do not count it", () => {
  const decoded = decode("a.yml", Buffer.from("\uFEFFid: a\nb: c\n"));
  const source = decoded.kind === "text" ? decoded.source : undefined;
  expect(source?.place(4)).toEqual({ file: "a.yml", line: 1, column: 5 });
  expect(source?.place(6)).toEqual({ file: "a.yml", line: 2, column: 1 });
});

test("given invalid UTF-8 after a replacement character, when decoded, then the error is at the first bad byte", () => {
  const latin1 = Buffer.concat([Buffer.from("\uFEFFa: \uFFFD é\nb: caf"), Buffer.from([0xe9, 0x0a])]);
  expect(message(latin1)).toBe("a.yml:2:7 the byte 0xE9 is not valid UTF-8: save the file as UTF-8");
  expect(message(Buffer.from([0x61, 0xc3]))).toBe(
    "a.yml:1:2 the byte 0xC3 is not valid UTF-8: save the file as UTF-8",
  );
});

test("given UTF-16, when decoded, then the error names it", () => {
  expect(message(Buffer.from("\uFEFFid: a", "utf16le"))).toBe(
    "a.yml:1:1 the file is UTF-16, not UTF-8: save it as UTF-8",
  );
});

test("given a file above the size limit, when decoded, then the error has its size and the limit", () => {
  expect(message(new Uint8Array(MAX_FILE_BYTES + 1))).toBe(
    "a.yml:1:1 the file is larger than 3 MiB (3.0 MiB), which exceeds Kestra's limit: exclude or split it",
  );
});

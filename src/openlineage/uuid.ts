import { createHash } from "node:crypto";

/** The namespace for URLs of RFC 4122, appendix C; the hashed text starts like one. */
const NAMESPACE = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

/** UUID version 5 (RFC 4122): equal for equal texts, so that repeated exports use the same run. */
export function stableUuid(text: string): string {
  const hash = createHash("sha1")
    .update(Buffer.from(NAMESPACE.replaceAll("-", ""), "hex"))
    .update(text)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex").slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

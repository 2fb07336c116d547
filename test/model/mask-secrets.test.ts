import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../src/model/mask-secrets.ts";

const masked = (value: unknown) => maskSecrets(value).value;

describe("maskSecrets", () => {
  it.each([
    ["jdbc:postgresql://h/db?user=u&password=abc", "jdbc:postgresql://h/db?user=u&password=***"],
    ["https://u:p@h/x https://v:q@i/y", "https://u:***@h/x https://v:***@i/y"],
    ["https://u:{{ secret('P') }}@h/x", "https://u:{{ secret('P') }}@h/x"],
    ["COPY t FROM 's3://b' CREDENTIALS 'aws_access_key_id=a;b=c'", "COPY t FROM 's3://b' CREDENTIALS '***'"],
    ["DB_PASS=abc smtp-pass: 'x'", "DB_PASS=*** smtp-pass: '***'"],
    ["create user u identified by 'x y'", "create user u identified by '***'"],
    ['{"password": "x"}', '{"password": "***"}'],
    ["curl -H 'Authorization: Bearer abcdefghijkl.mn'", "curl -H 'Authorization: Bearer ***'"],
    ["a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b", "a *** b"],
    ["-----BEGIN PRIVATE KEY-----\nMII", "***"],
    [`ghp_${"a".repeat(36)}`, "***"],
    // Columns, sentences and ordinary words.
    [
      "select token, secret from t where u.token = t.token",
      "select token, secret from t where u.token = t.token",
    ],
    ["the token: ask the owner", "the token: ask the owner"],
    ["design=5", "design=5"],
    ["compass=5 and t.pass = 'yes'", "compass=5 and t.pass = 'yes'"],
    ["s3://bucket/passwords/today.csv", "s3://bucket/passwords/today.csv"],
  ])("given the text %j, when masked, then it is %j", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it("given values under names of secrets, when masked, then they and nested values are masked", () => {
    expect(
      masked({
        metadata: {
          db_password: "x",
          "db.pass": "x",
          apiKey: 12,
          access_key: { id: "a", of: ["b"] },
          keys: "a",
          monkey: "b",
          bypass: "c",
        },
        tags: [{ key: "token", value: "t" }],
        assumptions: [{ kind: "choice", variable: "inputs.password", value: "p" }],
      }),
    ).toEqual({
      metadata: {
        db_password: "***",
        "db.pass": "***",
        apiKey: "***",
        access_key: { id: "***", of: ["***"] },
        keys: "a",
        monkey: "b",
        bypass: "c",
      },
      tags: [{ key: "token", value: "***" }],
      assumptions: [{ kind: "choice", variable: "inputs.password", value: "***" }],
    });
  });

  it("given texts, when masked, then masked ones are counted and data without secrets is returned unchanged", () => {
    const plain = { a: ["b", { c: "https://h/x" }] };
    expect(maskSecrets(plain)).toEqual({ value: plain, count: 0 });
    expect(masked(plain)).toBe(plain);
    expect(maskSecrets(["password='a'", "password='a'", "b"]).count).toBe(2);
  });
});

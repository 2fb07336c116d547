/** Tokens that their form gives away. Source: the documentation of the services, and the rules of gitleaks. */
const TOKENS: readonly RegExp[] = [
  /\bA(?:KIA|SIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,255}/g,
  /\bgithub_pat_\w{22,255}/g,
  /\bglpat-[\w-]{20,64}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  /\bsk-[\w-]{20,255}/g,
  /\b[sr]k_live_[A-Za-z0-9]{16,255}/g,
  /\bAIza[\w-]{35}/g,
  /\bdapi[0-9a-f]{32}/g,
  /\bnpm_[A-Za-z0-9]{36}/g,
  /\bhvs\.[\w-]{24,255}/g,
  /\beyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{0,1000}/g,
];

/** `Bearer abc...`, as a header has it. */
const CREDENTIALS = /\b(bearer|basic)(\s{1,4})([\w+/.~=-]{12,4000})/gi;

/** Names of secrets in SQL, URLs and connection strings. */
const NAME =
  "identified\\s{1,8}by|passw(?:or)?d|passphrase|pwd|(?<=[a-z][_-])pass|secret|token|credentials?|(?:api|access|private|secret|encryption|signing|account|shared)[_-]?key(?:_id)?|key_id|(?<![a-z])sig(?:nature)?";

/** `password 'x'`, `identified by "x"`, `SECRET_KEY => 'x'`, `"token": "x"`. */
const QUOTED = new RegExp(
  `(${NAME})(["']?\\s{0,8}(?:=>|[=:])\\s{0,8}|\\s{1,8})('[^']{1,4000}'|"[^"]{1,4000}")`,
  "gi",
);

/** `pwd=x`, `?sig=x&`. With spaces it could be a column, or a sentence. */
const PLAIN = new RegExp(`(${NAME})([=:])([^\\s'"{}()[\\],;&|=]{1,4000})`, "gi");

const KEY_BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g;
const KEY_END = /-----END [A-Z ]{0,40}PRIVATE KEY-----/g;

/** Text with the literal secrets in it replaced. Linear in its length: the text is foreign. */
export function maskText(text: string, mask: string): string {
  let masked = maskKeys(maskUserinfo(text, mask), mask);
  for (const token of TOKENS) masked = masked.replace(token, mask);
  return masked
    .replace(CREDENTIALS, `$1$2${mask}`)
    .replace(QUOTED, (whole, name: string, between: string, value: string) => {
      const isKnown = value.includes("{{") || value.slice(1, -1) === mask;
      return isKnown ? whole : `${name}${between}${value[0]}${mask}${value[0]}`;
    })
    .replace(PLAIN, `$1$2${mask}`);
}

/** The password in `scheme://user:password@host`. */
function maskUserinfo(text: string, mask: string): string {
  let masked = "";
  let from = 0;
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    const authority = text.slice(at + 3, authorityEnd(text, at + 3));
    const host = authority.lastIndexOf("@");
    const colon = authority.indexOf(":");
    const password = colon < 0 ? "" : authority.slice(colon + 1, Math.max(host, colon + 1));
    if (password === "" || password.includes("{{")) continue;
    masked += text.slice(from, at + 3 + colon + 1) + mask;
    from = at + 3 + host;
  }
  return from === 0 ? text : masked + text.slice(from);
}

const AUTHORITY_END = /[\s/?#'"<>\\]/g;

function authorityEnd(text: string, start: number): number {
  AUTHORITY_END.lastIndex = start;
  return AUTHORITY_END.exec(text)?.index ?? text.length;
}

/** Private keys in PEM; one without an end goes to the end of the text. */
function maskKeys(text: string, mask: string): string {
  let masked = "";
  let from = 0;
  for (const begin of text.matchAll(KEY_BEGIN)) {
    if (begin.index < from) continue;
    KEY_END.lastIndex = begin.index;
    const end = KEY_END.exec(text);
    masked += text.slice(from, begin.index) + mask;
    from = end === null ? text.length : end.index + end[0].length;
    if (end === null) break;
  }
  return from === 0 ? text : masked + text.slice(from);
}

import fc from "fast-check";

/** Marks user text: hostile texts contain it between all of their parts. */
export const SENTINEL = "zqxj";

/** Texts with a special meaning in Markdown, GitHub, tables, HTML, Mermaid or a terminal. */
const PARTS = [
  ...["`", "``", "```", "````", "`".repeat(80), "`".repeat(81), "```mermaid", "~~~", "$`", "`$", "\\`"],
  ...["|", "\\|", "\\\\|", "\\", "\\\\", "| --- |", "<br>", "||"],
  ...[
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\u0085",
    "\u2028",
    "\u2029",
    "\t",
    " ",
    "  ",
    "    ",
    "\u00a0",
    "\u3000",
    "",
  ],
  ...["@team", "@org/team", "#1", "GH-1", "org/repo#1", "0123456789abcdef0123456789abcdef01234567"],
  ...["www.example.com", "https://example.com/x", "ann@example.com", "mailto:ann@example.com", ":smile:"],
  ...[
    "<b>",
    "</code>",
    "</summary>",
    "</details>",
    "<details>",
    "<!--",
    "-->",
    "<script>",
    "<img src=x>",
    "]]>",
  ],
  ...["[x](y)", "![x](y)", "[x]: y", "[^1]", "[^1]: x", "[ ] ", "](", "<https://example.com>"],
  ...["**", "__", "_", "~~", "# ", "## ", "- ", "1. ", "> ", "===", "---", "***", "&#64;", "&lt;", "&"],
  ...[
    "\u0000",
    "\u001b[31m",
    "\u007f",
    "\u009b",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\ud83d",
    "\udc00",
    "\uffff",
  ],
  ...[
    "🚀",
    "über",
    "表格",
    "e\u0301",
    "fa:fa-user",
    '"]',
    "end",
    "%%{init}%%",
    "{{ x }}",
    "'",
    '"',
    "x".repeat(250),
  ],
];

/** Texts that try to leave a code span. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ arbitrary: fc.constantFrom(...PARTS), weight: 5 }, fc.string({ unit: "binary" })), {
    minLength: 2,
    maxLength: 7,
  })
  .map((parts) => parts.join(SENTINEL));

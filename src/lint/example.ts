import type { ExampleFiles } from "./rule.ts";

/** A flow with one task with this `assets` block, given without indentation. */
export function declaring(block: string, flow = "load_orders"): ExampleFiles {
  return { "flow.yaml": flowDeclaring(block, flow) };
}

export function flowDeclaring(block: string, flow = "load_orders"): string {
  return `id: ${flow}
namespace: company.team

tasks:
  - id: load
    type: io.kestra.plugin.jdbc.duckdb.Query
    sql: "{{ read('load.sql') }}"
    assets:
${indented(block.trim(), 6)}
`;
}

/** A flow with these tasks, given without indentation. */
export function flowWith(tasks: string, flow = "load_orders"): string {
  return `id: ${flow}\nnamespace: company.team\n\ntasks:\n${indented(tasks.trim(), 2)}\n`;
}

function indented(text: string, by: number): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : " ".repeat(by) + line))
    .join("\n");
}

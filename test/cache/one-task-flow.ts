/** The text of a flow with one task that reads `input` and writes `output`, after the lines of `head`. */
export function oneTaskFlow(id: string, input: string, output: string, head = ""): string {
  return `${head}id: ${id}
namespace: x
tasks:
  - id: t
    type: io.kestra.plugin.jdbc.duckdb.Query
    assets:
      inputs: [{id: "${input}"}]
      outputs: [{id: "${output}", type: Table}]
`;
}

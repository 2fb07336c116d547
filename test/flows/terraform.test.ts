import { expect, test } from "vitest";
import { inventoryOf } from "../resolve/repository.ts";

const flow = (indent: string, id: string, namespace: string) =>
  [
    `id: ${id}`,
    ...(namespace === "" ? [] : [`namespace: ${namespace}`]),
    "tasks:",
    "  - id: load",
    "    type: io.kestra.plugin.core.log.Log",
    "    message: $${HOME} {{ flow.id }}",
    "    assets:",
    `      outputs: [{ id: "${id}_made" }]`,
  ]
    .map((line) => indent + line)
    .join("\n");

const TEXT = `terraform { required_version = ">= 1" }

resource "kestra_flow" "one" {
  namespace = "company.team"
  flow_id   = "one"
  content   = <<EOT
${flow("", "one", "company.team")}
EOT
}

  resource "kestra_flow" "two" {
    namespace = "company.other"
    flow_id   = "two"
    content   = <<-YAML
${flow("      ", "two", "")}
    YAML
  }

resource "kestra_flow" "templated" {
  content = <<EOT
id: \${var.id}
EOT
}

resource "kestra_flow" "composed" {
  content = templatefile("\${path.module}/flow.yml.tpl", {})
}

resource "kestra_flow" "elsewhere" {
  content = file("\${path.module}/flows/load.yml")
}

resource "aws_s3_bucket" "none" {
  content = var.x
}
`;

test.each([
  ["\n", TEXT],
  ["\r\n", TEXT.replaceAll("\n", "\r\n")],
])(
  "given Terraform with the line ends %j, when read, then its heredocs are flows at their places",
  (_, text) => {
    const inventory = inventoryOf({ "main.tf": text });
    expect(inventory.flows.map(({ namespace, flow: id, place }) => [namespace, id, place])).toEqual([
      ["company.other", "two", { file: "main.tf", line: 22, column: 11 }],
      ["company.team", "one", { file: "main.tf", line: 7, column: 5 }],
    ]);
    expect(inventory.bundles.map(({ outputs }) => outputs.map(({ id, place }) => [id, place.line]))).toEqual([
      [["two_made", 28]],
      [["one_made", 14]],
    ]);
    expect(inventory.gaps.map(({ kind, place, message }) => `${kind} ${place.line} ${message}`)).toEqual([
      'file 32 unknown flow in the resource "templated": its content contains Terraform templates',
      'file 38 unknown flow in the resource "composed": its content is a Terraform expression instead of a heredoc',
    ]);
    expect(inventory.files).toMatchObject({ withFlows: 1, otherDocuments: {}, unreadable: 0 });
  },
);

test("given a Terraform file without flows, when read, then it is another document", () => {
  expect(inventoryOf({ "main.tf": 'resource "aws_s3_bucket" "b" {}\n' }).files.otherDocuments).toEqual({
    terraform: 1,
  });
});

import { describe, expect, it } from "vitest";
import { inferText } from "../inferred.ts";

function emitted(inventory: readonly string[]) {
  const lines = [
    "id: ops",
    "namespace: co.ops",
    "tasks:",
    "  - id: configure",
    "    type: io.kestra.plugin.ansible.cli.AnsibleCLI",
    "    inputFiles:",
    "      inventory.ini: |",
    ...inventory.map((line) => `        ${line}`),
    "    assets:",
    "      enableAuto: true",
  ];
  return parts(lines.join("\n"));
}

function parts(text: string) {
  const { flows } = inferText(text);
  const bundles = flows.flatMap((flow) => flow.bundles).filter(({ origin }) => origin === undefined);
  return {
    inputs: bundles.map(({ inputs }) => inputs.map(({ id, claim }) => [id, claim.type])),
    outputs: bundles.flatMap(({ outputs }) => outputs),
    gaps: flows.flatMap((flow) => flow.gaps).filter(({ kind }) => kind === "auto").length,
  };
}

const VM = "io.kestra.plugin.ee.assets.VM";

describe("given an Ansible task with an inventory.ini and enableAuto", () => {
  const cases: readonly (readonly [name: string, inventory: readonly string[], hosts: readonly string[]])[] =
    [
      ["hosts with variables", ["[web]", "web-01 ansible_user=admin", "10.0.0.5"], ["web-01", "10.0.0.5"]],
      ["comments", ["# web", "; db", "web-01"], ["web-01"]],
      ["sections of variables", ["web-01", "[web:vars]", "user=admin", "port"], ["web-01"]],
      ["sections of children", ["[all:children]", "web", "[web]", "web-01"], ["web-01"]],
      ["a range", ["[web]", "web[01:20].example.com", "db.example.com"], ["db.example.com"]],
      ["a range alone", ["web[01:20]", "web-01"], ["web-01"]],
      ["an address with a port", ["db:2222", "_db", "-db", "web_01"], ["web_01"]],
      ["an assignment", ["user=admin", "web-01"], ["web-01"]],
      ["a repeated host", ["[web]", "web-01", "[prod]", "web-01"], ["web-01"]],
    ];
  it.each(cases)("when it has %s, then exactly the hosts are read", (_, inventory, hosts) => {
    expect(emitted(inventory)).toEqual({ inputs: [hosts.map((host) => [host, VM])], outputs: [], gaps: 0 });
  });

  it("when it has no host, then nothing is emitted", () => {
    expect(emitted(["[web:vars]", "user=admin"])).toEqual({ inputs: [], outputs: [], gaps: 0 });
  });

  it("when there is no inventory.ini, then nothing is emitted", () => {
    expect(
      parts(`
id: ops
namespace: co.ops
tasks:
  - id: configure
    type: io.kestra.plugin.ansible.cli.AnsibleCLI
    inputFiles: { hosts.ini: web-01 }
    assets: { enableAuto: true }
`),
    ).toEqual({ inputs: [], outputs: [], gaps: 0 });
  });

  it("when the file comes from another task, then the gap stays", () => {
    expect(
      parts(`
id: ops
namespace: co.ops
tasks:
  - id: configure
    type: io.kestra.plugin.ansible.cli.AnsibleCLI
    inputFiles: { inventory.ini: "{{ outputs.make.uri }}" }
    assets: { enableAuto: true }
`),
    ).toEqual({ inputs: [], outputs: [], gaps: 1 });
  });

  it("when the working directory gives the file, then its hosts are read", () => {
    expect(
      parts(`
id: ops
namespace: co.ops
tasks:
  - id: directory
    type: io.kestra.plugin.core.flow.WorkingDirectory
    inputFiles: { inventory.ini: web-01 }
    tasks:
      - id: configure
        type: io.kestra.plugin.ansible.cli.AnsibleCLI
        assets: { enableAuto: true }
`),
    ).toEqual({ inputs: [[["web-01", VM]]], outputs: [], gaps: 0 });
  });
});

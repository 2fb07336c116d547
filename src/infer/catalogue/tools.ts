import type { CatalogueEntry } from "./entry.ts";

/** Command lines, and tools that move data according to their own configuration. */
export const TOOL_ENTRIES: readonly CatalogueEntry[] = [
  {
    types: ["aws.cli.AwsCLI", "gcp.cli.GCloudCLI", "azure.cli.AzCLI"],
    system: "shell",
    commands: ["commands"],
    mayTouchNothing: true,
  },
  {
    types: [
      "scripts.*.Commands",
      "scripts.shell.Script",
      "io.kestra.core.tasks.scripts.Bash",
      "docker.Run",
      "fs.ssh.Command",
    ],
    system: "shell",
    commands: ["beforeCommands", "commands", "script"],
    mayTouchNothing: true,
  },
  {
    types: ["ansible.cli.AnsibleCLI"],
    system: "ansible",
    kind: "vm",
    reads: [{ namespace: "ansible", name: "{inputFiles.inventory.ini:hosts}" }],
  },
  {
    types: [
      "proxmox.*",
      "vmware.*",
      "nutanix.*",
      "kvm.*",
      "ee.kvm.*",
      "ee.vmware.*",
      "ee.proxmox.*",
      "ee.nutanix.*",
    ],
    system: "vm",
    kind: "vm",
    writes: [
      { namespace: "vm", name: "{vmName}" },
      { namespace: "vm", name: "{name}", when: { vmName: [""] } },
    ],
  },
  {
    types: ["airbyte.connections.Sync", "airbyte.cloud.jobs.Sync", "airbyte.cloud.Sync"],
    system: "airbyte",
    kind: "dataset",
    writes: [{ namespace: "airbyte[://{url:authority}]", name: "{connectionId}" }],
  },
  {
    types: ["fivetran.connectors.Sync"],
    system: "fivetran",
    kind: "dataset",
    writes: [{ namespace: "fivetran", name: "{connectorId}" }],
  },
  {
    types: ["fivetran.connectors.Status"],
    system: "fivetran",
    kind: "dataset",
    reads: [{ namespace: "fivetran", name: "{connectorIds}" }],
  },
  {
    types: ["hightouch.Sync"],
    system: "hightouch",
    kind: "dataset",
    writes: [{ namespace: "hightouch", name: "{syncId}" }],
  },
  {
    types: ["dbt.cloud.TriggerRun"],
    system: "dbt",
    kind: "external",
    writes: [{ namespace: "dbt-cloud[://{accountId}]", name: "{jobId}" }],
  },
  { types: ["dbt.cli.*"], system: "dbt", opaque: "it is defined in the models of the dbt project" },
  {
    types: ["sqlmesh.*", "cloudquery.*", "sling.*", "dlt.*", "soda.*", "singer.*", "meltano.*"],
    system: "tool",
    opaque: "it is defined in the configuration of the tool",
  },
  {
    types: ["spark.*", "databricks.job.*"],
    system: "spark",
    opaque: "it is defined in the program of the job",
  },
  {
    types: ["git.Clone", "git.Sync*", "git.*Sync"],
    system: "git",
    kind: "other",
    group: "git",
    reads: [{ uri: "{url}" }],
  },
  { types: ["git.Push*"], system: "git", kind: "other", group: "git", writes: [{ uri: "{url}" }] },
  {
    types: ["docker.Build", "docker.Push"],
    system: "docker",
    kind: "other",
    group: "docker",
    writes: [{ namespace: "docker", name: "{tags}" }],
  },
];

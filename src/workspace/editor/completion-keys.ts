/** The keys of `assets` and of its entries. Source: Kestra's AssetsDeclaration, AssetIdentifier and Asset. */

export const DECLARATION_KEYS: Readonly<Record<string, string>> = {
  inputs: "The assets that the task reads: a list, or an expression that gives one.",
  outputs: "The assets that the task writes: a list, or an expression that gives one.",
  enableAuto: "Whether the task may emit further assets at run time.",
  assetFailureBehavior: "What happens to the run when an asset cannot be emitted.",
};

export const INPUT_KEYS: Readonly<Record<string, string>> = {
  id: "The id of the asset; may contain an expression.",
  namespace: "The namespace of the asset.",
  type: "The type of the asset.",
};

export const OUTPUT_KEYS: Readonly<Record<string, string>> = {
  id: "The id of the asset; may contain an expression.",
  type: "The type of the asset, such as `io.kestra.plugin.ee.assets.Table`.",
  namespace: "The namespace of the asset.",
  displayName: "The name in Kestra's user interface.",
  description: "Text about the asset.",
  metadata: "Further facts about the asset: a mapping.",
  owner: "Who is responsible: `user:<id>` or `group:<id>`.",
  status: "The lifecycle status, such as `active` or `deprecated`.",
  ttl: "How long the asset exists.",
  partOf: "The asset that contains this one.",
  relatedTo: "Other assets that belong with this one.",
  assetActions: "Flows that a person can start from the page of the asset.",
};

/** Types of assets that Kestra defines. Source: Kestra's documentation of assets. */
export const ASSET_TYPES: readonly string[] = [
  "io.kestra.core.models.assets.External",
  "io.kestra.plugin.ee.assets.Dataset",
  "io.kestra.plugin.ee.assets.Deployment",
  "io.kestra.plugin.ee.assets.File",
  "io.kestra.plugin.ee.assets.Table",
  "io.kestra.plugin.ee.assets.VM",
];

/** Variables of every expression. */
export const ROOT_VARIABLES: Readonly<Record<string, string>> = {
  inputs: "The inputs of the flow.",
  outputs: "The outputs of earlier tasks, by task id.",
  vars: "The variables of the flow, unrendered.",
  labels: "The labels of the execution.",
  flow: "The flow: `id`, `namespace`, `revision`, `tenantId`.",
  execution: "The execution: `id`, `startDate`, `state`.",
  task: "The task: `id`, `type`.",
  taskrun: "The run of the task: `id`, `startDate`, `value`, `iteration`.",
  trigger: "The values of the trigger that started the execution.",
};

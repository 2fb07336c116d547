import type { Rule } from "../rule.ts";
import { allowedType } from "./allowed-type.ts";
import { assetsShape } from "./assets-shape.ts";
import { blankType } from "./blank-type.ts";
import { brokenExpression } from "./broken-expression.ts";
import { changedSettings } from "./changed-settings.ts";
import { colonInId } from "./colon-in-id.ts";
import { danglingInput } from "./dangling-input.ts";
import { duplicateFlow } from "./duplicate-flow.ts";
import { enableAuto } from "./enable-auto.ts";
import { forbiddenEdge } from "./forbidden-edge.ts";
import { idNaming } from "./id-naming.ts";
import { implicitType } from "./implicit-type.ts";
import { impossibleDefault } from "./impossible-default.ts";
import { invalidCall } from "./invalid-call.ts";
import { invalidId } from "./invalid-id.ts";
import { invalidNamespace } from "./invalid-namespace.ts";
import { invalidTtl } from "./invalid-ttl.ts";
import { lineageCycle } from "./lineage-cycle.ts";
import { loopIgnoresItem } from "./loop-ignores-item.ts";
import { loopValues } from "./loop-values.ts";
import { manyWriters } from "./many-writers.ts";
import { missingActionTarget } from "./missing-action-target.ts";
import { missingId } from "./missing-id.ts";
import { missingType } from "./missing-type.ts";
import { misspelledKey } from "./misspelled-key.ts";
import { namespaceConflict } from "./namespace-conflict.ts";
import { nearDuplicateTable } from "./near-duplicate-table.ts";
import { noEffect } from "./no-effect.ts";
import { removedSyntax } from "./removed-syntax.ts";
import { requiredField } from "./required-field.ts";
import { selfLineage } from "./self-lineage.ts";
import { similarIds } from "./similar-ids.ts";
import { suppression } from "./suppression.ts";
import { typeConflict } from "./type-conflict.ts";
import { undeclaredRead } from "./undeclared-read.ts";
import { undeclaredWrite } from "./undeclared-write.ts";
import { unknownInputKey } from "./unknown-input-key.ts";
import { unknownKey } from "./unknown-key.ts";
import { unknownType } from "./unknown-type.ts";
import { unreadAsset } from "./unread-asset.ts";
import { unreadableFile } from "./unreadable-file.ts";
import { unresolvedId } from "./unresolved-id.ts";
import { unresolvedLoop } from "./unresolved-loop.ts";
import { yamlAlias } from "./yaml-alias.ts";

/** All rules in the order of the documentation: by severity, then from the file to the whole repository. */
export const RULES: readonly Rule[] = [
  unreadableFile,
  duplicateFlow,
  assetsShape,
  unknownKey,
  unknownInputKey,
  missingId,
  invalidId,
  invalidCall,
  invalidNamespace,
  blankType,
  invalidTtl,
  brokenExpression,
  loopValues,
  impossibleDefault,
  typeConflict,
  namespaceConflict,
  missingType,
  unknownType,
  misspelledKey,
  missingActionTarget,
  implicitType,
  yamlAlias,
  noEffect,
  enableAuto,
  undeclaredRead,
  undeclaredWrite,
  loopIgnoresItem,
  manyWriters,
  similarIds,
  nearDuplicateTable,
  danglingInput,
  selfLineage,
  lineageCycle,
  colonInId,
  removedSyntax,
  suppression,
  changedSettings,
  unresolvedId,
  unresolvedLoop,
  unreadAsset,
  requiredField,
  idNaming,
  forbiddenEdge,
  allowedType,
];

export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);

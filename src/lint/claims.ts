import type { Asset, Claim } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import { listed, quote } from "../util/text.ts";
import type { RawFinding } from "./finding.ts";
import type { KestraVersion } from "./kestra-version.ts";
import { at, dottedFlowName } from "./names.ts";
import type { Range } from "./range.ts";
import type { RepositoryRuleContext } from "./repository-rule-context.ts";

/**
 * A finding for a field with conflicting declarations, at the first differing claim.
 *
 * @param weighs whether a claim is deliberate; if all deliberate ones agree, the finding is a warning
 */
export function* disagreements(
  asset: Asset,
  field: Claim["field"],
  { factsOf, rangeOf }: RepositoryRuleContext,
  words: { readonly many: string; readonly consequence: string },
  weighs: (claim: Claim) => boolean = () => true,
): Generator<RawFinding> {
  const claims = claimsFor(asset, field);
  const [first] = claims;
  const differing = claims.find(({ value }) => value !== first?.value);
  if (first === undefined || differing === undefined) return;
  const values = [...new Set(claims.map(({ value }) => value))];
  const rangeOfClaim = (claim: Claim): Range => factsOf(claim)?.[field] ?? rangeOf(claim);
  const where = values.map((value) => {
    const claim = claims.find((candidate) => candidate.value === value);
    return claim ? `${quote(value)} at ${at(rangeOfClaim(claim))}` : quote(value);
  });
  yield {
    range: rangeOfClaim(differing),
    message: `the asset "${asset.id}" has ${values.length} ${words.many}: ${listed(where)}; ${words.consequence}`,
    subject: `the asset "${asset.id}" has ${values.length} ${words.many}: ${listed(values.map(quote))}`,
    related: claims
      .filter((claim) => claim !== differing)
      .map((claim) => ({
        range: rangeOfClaim(claim),
        message: `${quote(claim.value)} in "${dottedFlowName(claim)}"`,
      })),
    symmetric: true,
    ...(new Set(claims.filter(weighs).map(({ value }) => value)).size < 2 && { severity: "warning" }),
  };
}

/**
 * The run that decides a field with conflicting declarations. Source: kestra-io/kestra issues 18352 and 19575; the
 * fixes came with 2.0 and with later releases of 1.3.
 */
export function decidingRun(kestra: KestraVersion | undefined): string {
  switch (kestra) {
    case "1.2":
      return "the first run decides";
    case "1.3":
      return "the last run decides (in the first releases of 1.3, the first run)";
    case "2.0":
      return "the last run decides, so the value changes from run to run";
    case undefined:
      return "the last run decides (before 2.0, the first run)";
  }
}

/** Two declarations of one pattern may refer to different assets. */
function claimsFor({ id, claims = [] }: Asset, field: Claim["field"]): readonly Claim[] {
  return isPattern(id) ? [] : claims.filter((claim) => claim.field === field);
}

import type { Usage } from "../../graph/usages.ts";
import { assumptionText } from "../../model/assumption.ts";
import type { Gap } from "../../model/model.ts";
import { count } from "../../util/text.ts";
import type { AssetHover, Hover, HoveredAsset, NameHover } from "../../workspace/editor/hover.ts";
import { MAX_SENTENCE, mdCode, mdFirst } from "../markdown.ts";
import { kindName, placeName, taskName } from "../names.ts";

const MOST_CASES = 3;
const MOST_TASKS = 5;
const MOST_GAPS = 3;

/** A hover as Markdown. All text from flows is in code spans. */
export function hoverMarkdown(hover: Hover): string {
  return hover.kind === "assets" ? assetsMarkdown(hover) : nameMarkdown(hover);
}

function assetsMarkdown({ mention, assets, more }: AssetHover): string {
  const origin = mention.origin === undefined ? "" : `inferred: ${mdCode(mention.evidence ?? "")}`;
  const parts = assets.map((asset) => assetMarkdown(asset));
  if (more > 0) parts.push(`and ${count(more, "more asset")}`);
  return [...(origin === "" ? [] : [origin]), ...parts].join("\n\n---\n\n");
}

function assetMarkdown(hovered: HoveredAsset): string {
  const { asset, id, certainty, cases, writers, readers, upstream, downstream, unknown } = hovered;
  const kind = kindName(asset);
  const lines = [`**${mdCode(id)}** ${certainty}${kind === "" ? "" : `, ${mdCode(kind)}`}`];
  if (asset.description !== undefined) lines.push(mdCode(asset.description, MAX_SENTENCE));
  const assumed = cases.filter((assumptions) => assumptions.length > 0);
  if (assumed.length > 0) {
    const texts = assumed.map((assumptions) => mdCode(assumptions.map(assumptionText).join(", ")));
    lines.push(
      list(
        "if",
        mdFirst([...new Set(texts)], MOST_CASES, (text) => text),
      ),
    );
  }
  lines.push(list("written by", tasks(writers)), list("read by", tasks(readers)));
  lines.push(
    `upstream: ${extentText(upstream)}; downstream: ${extentText(downstream)}`,
    ...gapLines(unknown.here, unknown.elsewhere),
  );
  return lines.join("\n\n");
}

function tasks(usages: readonly Usage[]): string[] {
  const own = usages.filter(({ via }) => via === undefined);
  if (own.length === 0) return ["no task"];
  return mdFirst(own, MOST_TASKS, (usage) => `${mdCode(taskName(usage))}, ${mdCode(placeName(usage.place))}`);
}

function list(title: string, items: readonly string[]): string {
  return items.length === 1
    ? `${title} ${items[0]}`
    : [`${title}`, "", ...items.map((item) => `- ${item}`)].join("\n");
}

function extentText({ assets, farthest }: HoveredAsset["upstream"]): string {
  return assets === 0 ? "no asset" : `${count(assets, "asset")} within ${count(farthest, "task")}`;
}

function gapLines(here: readonly Gap[], elsewhere: readonly Gap[]): string[] {
  const lines = here.length === 0 ? [] : [list("known gaps", mdFirst(here, MOST_GAPS, gapText))];
  if (elsewhere.length > 0) lines.push(`${count(elsewhere.length, "known gap")} elsewhere may affect this`);
  return lines;
}

function gapText({ message, place }: Gap): string {
  return `${mdCode(message, MAX_SENTENCE)}, ${mdCode(placeName(place))}`;
}

const KINDS = { input: "input", task: "outputs of the task", variable: "variable", label: "label" } as const;

function nameMarkdown({ of, documented, part }: NameHover): string {
  if (documented !== undefined) {
    const { name, argumentNames = [], summary } = documented;
    return `**${of}** ${mdCode(argumentNames.length > 0 ? `${name}(${argumentNames.join(", ")})` : name)}\n\n${summary}`;
  }
  if (part === undefined) return "";
  const facts = [part.type, part.value === undefined ? undefined : `= ${part.value}`].filter(
    (fact) => fact !== undefined,
  );
  const lines = [
    [`**${KINDS[part.kind]}** ${mdCode(part.id)}`, ...facts.map((fact) => mdCode(fact))].join(" "),
  ];
  if (part.description !== undefined) lines.push(mdCode(part.description, MAX_SENTENCE));
  return lines.join("\n\n");
}

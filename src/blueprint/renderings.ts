import type { Problem } from "../flows/problem.ts";
import { stepsLeft, withBudget } from "../java/budget.ts";
import { AssetsError } from "../util/errors.ts";
import { argumentValues, type GivenArguments } from "./argument-values.ts";
import type { ArgumentChoices } from "./choices.ts";
import type { Blueprint } from "./read-blueprint.ts";
import { type RenderedBlueprint, tryRender } from "./render-blueprint.ts";

export interface Rendering extends RenderedBlueprint {
  readonly given: GivenArguments;
}

/** A blueprint for several combinations of its arguments. */
export interface Renderings {
  readonly done: readonly Rendering[];
  /** Failures, each once, with the arguments of the first. */
  readonly failed: readonly Problem[];
  /** Combinations left out for want of steps or size. */
  readonly left: number;
}

/** Steps and characters of all renderings of one blueprint. */
const STEPS = 4_000_000;
const STEPS_OF_ONE = 100_000;
const CHARACTERS = 500_000;

/** Renders a blueprint for several arguments, within limits of all renderings together. Never throws. */
export function renderAll(blueprint: Blueprint, { given: all, chosen }: ArgumentChoices): Renderings {
  return withBudget(STEPS, () => {
    const done: Rendering[] = [];
    const failed = new Map<string, Problem>();
    let characters = 0;
    for (const [at, given] of all.entries()) {
      if (at > 0 && (characters > CHARACTERS || stepsLeft() < STEPS_OF_ONE))
        return { done, failed: [...failed.values()], left: all.length - at };
      const result = renderOne(blueprint, given);
      if ("text" in result) {
        characters += result.text.length;
        done.push({ ...result, given });
        continue;
      }
      const { message, line = 1 } = result;
      const place = { file: blueprint.source.file, line, column: 1 };
      const key = `${line} ${message}`;
      const what = ["cannot render the blueprint", withArguments(given, chosen)].join(" ").trimEnd();
      if (!failed.has(key)) failed.set(key, { message: `${what}: ${message}`, place });
    }
    return { done, failed: [...failed.values()], left: 0 };
  });
}

function renderOne(blueprint: Blueprint, given: GivenArguments): ReturnType<typeof tryRender> {
  try {
    return tryRender(blueprint, argumentValues(blueprint, given));
  } catch (error) {
    // A default against the type of its argument.
    if (error instanceof AssetsError) return { message: error.message };
    throw error;
  }
}

/** `with team = "Sales"`, for a message; empty without arguments. */
export function withArguments(given: GivenArguments, shown: readonly string[]): string {
  const texts = shown.flatMap((id) => {
    const values = given.get(id);
    return values === undefined ? [] : [`${id} = ${values.map((value) => JSON.stringify(value)).join(", ")}`];
  });
  return texts.length === 0 ? "" : `with ${texts.join("; ")}`;
}

/** The arguments that are the same in some renderings, and differ among all: what these renderings have in common. */
export function commonArguments(
  some: readonly Rendering[],
  all: readonly Rendering[],
  chosen: readonly string[],
): readonly string[] {
  if (some.length === all.length) return [];
  const isSame = (id: string) => new Set(some.map(({ given }) => given.get(id)?.join("\n"))).size === 1;
  const common = chosen.filter(isSame);
  return common.length > 0 ? common : chosen;
}

import type { Problem } from "../flows/problem.ts";
import { stepsLeft, withBudget } from "../java/budget.ts";
import { AssetsError } from "../util/errors.ts";
import { argumentValues, type GivenArguments, isList } from "./argument-values.ts";
import type { ArgumentChoices } from "./choices.ts";
import type { Blueprint, BlueprintArgument } from "./read-blueprint.ts";
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
      const { message, line } = result;
      const key = `${line} ${message}`;
      if (failed.has(key)) continue;
      // A failure without a line is about the arguments themselves.
      const where = line === undefined ? "" : ` ${withChoices(choicesOf(given, chosen))}`.trimEnd();
      failed.set(key, {
        message: `cannot render the blueprint${where}: ${message}`,
        place: { file: blueprint.source.file, line: line ?? 1, column: 1 },
      });
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

/** A value that renderings have in common. */
export interface CommonChoice {
  readonly id: string;
  readonly value: string;
  /** One of the values of a list. */
  readonly includes?: true;
}

/**
 * The values that some renderings share, and not all: what leads to these renderings. None for all renderings. Without
 * shared values, the choices of the first.
 */
export function commonChoices(
  some: readonly Rendering[],
  all: readonly Rendering[],
  chosen: ArgumentChoices["chosen"],
): readonly CommonChoice[] {
  if (some.length === all.length) return [];
  const shared = chosen.flatMap((argument) => {
    const everywhere = new Set(sharedValues(all, argument.id));
    return sharedValues(some, argument.id).flatMap((value) =>
      everywhere.has(value) ? [] : [choiceOf(argument, value)],
    );
  });
  return shared.length > 0 ? shared : choicesOf(some[0]?.given ?? new Map(), chosen);
}

/** The values of an argument in each of the renderings. */
function sharedValues(renderings: readonly Rendering[], id: string): readonly string[] {
  const [first, ...others] = renderings.map(({ given }) => new Set(given.get(id)));
  return [...(first ?? [])].filter((value) => others.every((values) => values.has(value)));
}

function choiceOf(argument: BlueprintArgument, value: string): CommonChoice {
  return { id: argument.id, value, ...(isList(argument) && { includes: true }) };
}

function choicesOf(given: GivenArguments, chosen: ArgumentChoices["chosen"]): readonly CommonChoice[] {
  return chosen.flatMap((argument) =>
    (given.get(argument.id) ?? []).map((value) => choiceOf(argument, value)),
  );
}

/** `with team = "Sales"`, for a message; empty without choices. */
export function withChoices(choices: readonly CommonChoice[]): string {
  const texts = choices.map(
    ({ id, value, includes }) => `${id} ${includes ? "including" : "="} ${JSON.stringify(value)}`,
  );
  return texts.length === 0 ? "" : `with ${texts.join(", ")}`;
}

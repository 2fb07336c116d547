import type { KestraLine } from "../flows/flow.ts";
import {
  type AssetQuery,
  type GivenVariables,
  isTemplate,
  kvOf,
  queryOf,
  type Rendered,
  render,
  renderTogether,
  renderTyped,
  type Unknown,
  unknown,
  type Value,
} from "../pebble/index.ts";
import { assetsOrigin, completeQuery } from "./asset-choice.ts";
import type { Assignment } from "./choice.ts";
import type { FlowContext } from "./flow-context.ts";
import { givenKv, serverVariable } from "./given-values.ts";
import type { Input } from "./input.ts";
import { InputVariables } from "./input-variables.ts";
import { type CaseVariables, LevelVariables } from "./level-variables.ts";
import type { LoopItem } from "./loop-values.ts";
import { type LoopState, labelsVariable, nest } from "./scope.ts";
import type { LoopSite, ScopeLevel } from "./site.ts";
import { type StartVariable, startVariable } from "./started.ts";
import { mentionsOutputs, NOTHING_KNOWN, staticOutputs } from "./static-outputs.ts";
import { addDistinct, type WithDependencies } from "./with-dependencies.ts";

/** The known items of the loops around a declaration in this case. */
export type KnownLoop =
  | { readonly kind: "items"; readonly items: readonly LoopItem[] }
  | { readonly kind: "unknown"; readonly reason: string };

/** Origin of the unknown items of a loop with unknown values. */
export const UNRESOLVED = "unresolved:";

const NOTHING: readonly Unknown[] = [];

/** Evaluates texts of one flow in one case. Variables are created on first use. */
export class Evaluation implements CaseVariables {
  readonly context: FlowContext;
  readonly assignment: Assignment;
  private readonly known: ReadonlyMap<string, KnownLoop> | undefined;
  private ownLoops: Map<string, KnownLoop> | undefined;
  private scopes: Map<ScopeLevel, LevelVariables> | undefined;
  private ownLabels: Value | undefined;
  private ownInputs: Value | undefined;

  /**
   * @param known loops that an evaluation with a part of this assignment has resolved: what is known stays known
   */
  constructor(context: FlowContext, assignment: Assignment, known?: ReadonlyMap<string, KnownLoop>) {
    this.context = context;
    this.assignment = assignment;
    this.known = known;
  }

  /** Filled from the outside in, as the loops around a declaration are resolved. */
  get loops(): Map<string, KnownLoop> {
    this.ownLoops ??= new Map(this.known);
    return this.ownLoops;
  }

  render(text: string, level: ScopeLevel): WithDependencies<Rendered> {
    if (!isTemplate(text)) return { result: { kind: "known", text }, dependencies: NOTHING };
    return renderTracked(text, this.variablesAt(level), this.context.lineUse.lineFor(text));
  }

  /** Several texts of one task, one after the other: a list that one of them sorts in place is sorted for the next. */
  together<T>(level: ScopeLevel, use: (render: (text: string) => WithDependencies<Rendered>) => T): T {
    const { lineUse } = this.context;
    return renderTogether({ variables: this.variablesAt(level), dialect: lineUse.lineFor("") }, (one) =>
      use((text) => {
        const dependencies: Unknown[] = [];
        lineUse.lineFor(text);
        return { result: one(text, addDistinct(dependencies)), dependencies };
      }),
    );
  }

  /** In the scope of input defaults, options and conditions: no task, and only these inputs. */
  renderForInput(text: string, inputs: readonly string[]): WithDependencies<Rendered> {
    return renderTracked(text, this.inputScope(inputs), this.context.lineUse.lineFor(text));
  }

  /** With nothing in scope but `flow`. */
  renderWithFlow(text: string): Rendered {
    const flow = this.context.variables.variable("flow");
    return render(text, { variables: flow ? { flow } : {}, dialect: this.context.lineUse.lineFor(text) });
  }

  renderTypedForInput(
    text: string,
    inputs: readonly string[],
  ): WithDependencies<ReturnType<typeof renderTyped>> {
    const dependencies: Unknown[] = [];
    const result = renderTyped(text, {
      variables: this.inputScope(inputs),
      dialect: this.context.lineUse.lineFor(text),
      onUnknown: addDistinct(dependencies),
    });
    return { result, dependencies };
  }

  get labels(): Value {
    this.ownLabels ??= labelsVariable(this.context, this.assignment);
    return this.ownLabels;
  }

  get inputs(): Value | undefined {
    if (this.context.inputs.length === 0) return undefined;
    this.ownInputs ??= inputsVariable(this.context, this.assignment, this.context.inputs);
    return this.ownInputs;
  }

  startVariable(name: StartVariable): Value | undefined {
    return startVariable(name, this.context.startVariables, this.assignment);
  }

  given(name: string): Value | undefined {
    const query = queryOf(name);
    if (query !== undefined) return this.assets(query);
    const { options, flow } = this.context;
    if (options.values === undefined) return undefined;
    const pickedAssumptions = (origin: string): Value | undefined => {
      const value = this.assignment.get(origin)?.value;
      return value === "absent" ? undefined : value;
    };
    const own = flow.namespace.value;
    const asked = kvOf(name);
    if (asked === undefined) return serverVariable(options.values, name, own, pickedAssumptions);
    return givenKv(options.values, asked[0], asked[1] ?? own, pickedAssumptions);
  }

  private assets(asked: AssetQuery): Value {
    const query = completeQuery(asked, this.context);
    this.context.queries.add(JSON.stringify(query));
    const origin = assetsOrigin(query);
    const assigned = this.assignment.get(origin);
    return assigned === undefined || assigned.value === "absent"
      ? unknown("assets() asks the installation at run time", { origin })
      : assigned.value;
  }

  loopState(site: LoopSite): LoopState {
    const assigned = this.assignment.get(site.key);
    if (assigned && assigned.value !== "absent") {
      return { value: assigned.value, ...(assigned.item && { item: assigned.item }) };
    }
    const known = this.loops.get(site.key);
    if (known?.kind === "unknown") {
      const reason = `unknown items of the loop "${site.task.id}": ${known.reason}`;
      return { value: unknown(reason, { origin: UNRESOLVED + site.key }) };
    }
    return { value: unknown(`an item of the loop "${site.task.id}"`, { origin: site.key }) };
  }

  private variablesAt(level: ScopeLevel): LevelVariables {
    this.scopes ??= new Map();
    let variables = this.scopes.get(level);
    if (!variables) {
      variables = new LevelVariables(this, level, this.outputsAt(level));
      this.scopes.set(level, variables);
    }
    return variables;
  }

  private outputsAt(level: ScopeLevel): Value {
    if (!mentionsOutputs(this.context)) return NOTHING_KNOWN;
    return staticOutputs(this.context, level, (text, at, outputs) =>
      render(text, {
        variables: new LevelVariables(this, at, outputs),
        dialect: this.context.lineUse.lineFor(text),
      }),
    );
  }

  private inputScope(ids: readonly string[]): GivenVariables {
    return new InputVariables(this, () =>
      inputsVariable(
        this.context,
        this.assignment,
        this.context.inputs.filter((input) => ids.includes(input.id)),
      ),
    );
  }
}

function renderTracked(
  text: string,
  variables: GivenVariables,
  dialect: KestraLine,
): WithDependencies<Rendered> {
  const dependencies: Unknown[] = [];
  const result = render(text, { variables, dialect, onUnknown: addDistinct(dependencies) });
  return { result, dependencies };
}

function inputsVariable(context: FlowContext, assignment: Assignment, inputs: readonly Input[]): Value {
  return nest(
    inputs.flatMap((input) => {
      const value = inputValue(context, assignment, input);
      return value === "absent" ? [] : [[input.id.split("."), value] as const];
    }),
  );
}

function inputValue(context: FlowContext, assignment: Assignment, input: Input): Value | "absent" {
  if (input.secret) {
    return unknown(`inputs.${input.id} is a secret`, {
      maybeNull: !input.required && input.defaults === undefined,
      maybeUndefined: input.dependsOn.length > 0,
    });
  }
  const pinned = context.pinned.get(input.id);
  if (pinned) return pinned;
  const assigned = assignment.get(`input:${input.id}`);
  if (assigned) return assigned.value;
  const hasDefault = input.defaults !== undefined;
  return unknown(
    hasDefault
      ? `inputs.${input.id} can be set at the start of an execution`
      : `inputs.${input.id} has no default; its value is set at the start of an execution`,
    {
      origin: `input:${input.id}`,
      maybeNull: !input.required && !hasDefault,
      maybeUndefined: input.dependsOn.length > 0,
    },
  );
}

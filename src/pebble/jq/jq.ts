import { chargeOnce, stepsLeft } from "../../java/budget.ts";
import { parseJson } from "../codecs/json-parse.ts";
import { jsonText } from "../codecs/json-text.ts";
import { type Failure, fail, limitExceeded } from "../values/failure.ts";
import { unknown } from "../values/unknown.ts";
import { list, type Unknown, type Value } from "../values/value.ts";
import { jqDoubt, printsNumbers } from "./jq-words.ts";
import { type JqRun, MOST_STEPS, runJq } from "./jq-worker.ts";

/** So many steps of jq count for one of its file, whether the answer is known or not. */
const JQ_STEPS = 4;
/** A run that is stopped takes jq with it, which is then loaded anew: in steps of its file. */
const LOAD_STEPS = 100_000;
/** Starting jq. */
const LEAST_STEPS = 200_000;

type Answer = readonly string[] | Failure | Unknown;

interface Answered {
  /** Absent: stopped after these steps. */
  readonly answer?: Answer;
  /** Of jq. */
  readonly steps: number;
}

const answers = new Map<string, Answered>();
const CACHE_SIZE = 200;

/**
 * All results of a jq program, as a List. What the engine's jq may answer differently, and a program that takes too
 * many steps, is unknown; a program that jq refuses or that fails is an error.
 * @param input the JSON tree; `text` is the JSON it came from when the input was a String (null entries stay then)
 */
export function evaluateJq(program: string, input: Value, text: string | undefined): Value {
  const doubt = jqDoubt(program) ?? numberDoubt(program, input);
  if (doubt !== undefined) return unknown(`jq: the engine's jq may differ from this one in ${doubt}`);
  const json = text ?? jsonText(input);
  const key = `${program}\0${json}`;
  // Its cost is known only after the run.
  const most = Math.min(MOST_STEPS, Math.floor((stepsLeft() - LOAD_STEPS) * JQ_STEPS));
  if (most < LEAST_STEPS) throw limitExceeded("jq: too few steps are left");
  let answered = answers.get(key);
  if (answered === undefined || (answered.answer === undefined && answered.steps < most)) {
    answered = ask(program, json, most);
    if (answers.size >= CACHE_SIZE) answers.clear();
    answers.set(key, answered);
  }
  const { answer, steps } = answered;
  const isStopped = answer === undefined || steps > most;
  chargeOnce(key, Math.min(steps, most) / JQ_STEPS + (isStopped ? LOAD_STEPS : 0) + (json.length >> 2));
  if (isStopped) return unknown("jq: the program takes too many steps or too much memory");
  if ("kind" in answer) {
    if (answer.kind === "unknown") return answer;
    throw fail(answer.message);
  }
  return list(answer.map(parseJson));
}

function ask(program: string, json: string, most: number): Answered {
  const run = runJq(program, json, most);
  return run.kind === "stopped" ? { steps: most } : { answer: answerOf(run), steps: run.steps };
}

function answerOf(run: Extract<JqRun, { kind: "done" }>): Answer {
  if (/cannot allocate memory/.test(run.stderr)) return unknown("jq: the program takes too much memory");
  if (run.exitCode !== 0) return fail(`jq: ${firstLine(run.stderr)}`);
  return run.stdout.split("\n").filter((line) => line !== "");
}

function firstLine(stderr: string): string {
  return (
    (stderr.split("\n")[0] ?? "").replace(/^jq: error(?: \(at [^)]*\))?:? ?/, "").slice(0, 200) || "it failed"
  );
}

/** Decimals: how they are printed, and whether 1.0 stays a decimal after arithmetic, differs. */
function numberDoubt(program: string, input: Value): string | undefined {
  const decimals = decimalsOf(input);
  if (decimals.whole) return "whole numbers with a decimal point";
  return decimals.any && printsNumbers(program) ? "how decimals are printed" : undefined;
}

function decimalsOf(value: Value): { readonly any: boolean; readonly whole: boolean } {
  switch (value.kind) {
    case "double":
    case "float":
      return { any: true, whole: Number.isInteger(value.value) };
    case "big-decimal":
      return { any: true, whole: true };
    case "list":
    case "map": {
      const inside =
        value.kind === "list" ? value.items : [...value.entries.values()].map((item) => item.value);
      const found = inside.map(decimalsOf);
      return { any: found.some(({ any }) => any), whole: found.some(({ whole }) => whole) };
    }
    default:
      return { any: false, whole: false };
  }
}

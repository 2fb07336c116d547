import { createInterface } from "node:readline/promises";
import { AssetsError } from "../util/errors.ts";

/** Asks a question in the terminal. Throws an AssetsError without an answer, as after Ctrl+D. */
export async function ask(question: string, output: NodeJS.WriteStream): Promise<string> {
  const lines = createInterface({ input: process.stdin, output });
  try {
    return await lines.question(question);
  } catch (error) {
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
    output.write("\n");
    throw new AssetsError("the question has no answer", {
      cause: error,
      hint: "Answer it, or set the value with an option; see --help.",
    });
  } finally {
    lines.close();
  }
}

import { z } from "zod";
import { unifiedDiff } from "../report/unified-diff.ts";
import {
  type AgentProject,
  answerDeclare,
  answerDiff,
  answerExplain,
  answerImpact,
  answerLineage,
  answerLint,
  answerSearch,
} from "../workspace/agent/answers.ts";

/** A tool for agents. None changes anything. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly answer: (project: AgentProject, input: Readonly<Record<string, unknown>>) => unknown;
}

const limit = z
  .number()
  .int()
  .min(1)
  .max(500)
  .default(50)
  .describe("Maximum number of entries of each list. The answer counts omitted entries.");

const selection = z
  .string()
  .min(1)
  .max(1000)
  .describe('An asset id, or a selection such as "type:Table and namespace:company.sales" or "+orders".');

const paths = z
  .array(
    z
      .string()
      .min(1)
      .max(1000)
      .regex(/^[^\0]*$/, "must be a path without NUL"),
  )
  .max(100)
  .default([])
  .describe("Files and folders in the workspace (default: all flows).");

/** A tool whose input the schema checks. */
function tool<Shape extends z.ZodRawShape>(
  name: string,
  title: string,
  description: string,
  shape: Shape,
  answer: (project: AgentProject, input: z.infer<z.ZodObject<Shape>>) => unknown,
): Tool {
  const input = z.object({ ...shape, limit });
  return {
    ...{ name, title, description, input },
    answer: (project, given) => answer(project, given as z.infer<z.ZodObject<Shape>>),
  };
}

export const TOOLS: readonly Tool[] = [
  tool(
    "assets_search",
    "Search assets",
    "Finds assets of the Kestra flows by a word in their id or by a selection, with their writers and readers.",
    {
      query: z
        .string()
        .min(1)
        .max(1000)
        .describe('A word such as "orders", or a selection such as "type:Table".'),
    },
    (project, { query }) => answerSearch(project, query),
  ),
  tool(
    "assets_lineage",
    "Lineage of assets",
    "Lists the assets upstream and downstream of an asset, step by step, with the tasks in between.",
    {
      selection,
      direction: z.enum(["up", "down", "both"]).default("both"),
      depth: z.number().int().min(1).max(100).default(3).describe("Maximum number of tasks from the asset."),
    },
    (project, { selection, direction, depth }) => answerLineage(project, { selection, direction, depth }),
  ),
  tool(
    "assets_impact",
    "Impact of a change",
    "Lists the effects of a change to an asset: assets, tasks, started flows and owners downstream.",
    { selection },
    (project, { selection }) => answerImpact(project, selection),
  ),
  tool(
    "assets_diff",
    "Difference to a revision",
    "Compares the flows of the working tree with a git revision: changed assets and edges, and their impact.",
    {
      base: z
        .string()
        .min(1)
        .max(200)
        .default("HEAD")
        .describe("A git revision; its merge base with HEAD counts."),
    },
    (project, { base }) => answerDiff(project, base),
  ),
  tool(
    "assets_lint",
    "Lint flows",
    "Lists declarations that Kestra drops, rejects or misreads, with file, line and column.",
    { paths },
    (project, { paths }) => answerLint(project, paths),
  ),
  tool(
    "assets_declare",
    "Draft declarations",
    "Drafts the missing assets blocks of tasks with inferred data access, as a diff of each file. Edits no file; tasks without a draft have a reason.",
    { paths },
    async (project, { paths }) => {
      const { files, ...rest } = await answerDeclare(project, paths);
      return {
        files: files.map(({ name, tasks, ...texts }) => ({
          ...{ file: name, tasks },
          diff: unifiedDiff(new Map([[name, texts]])),
        })),
        ...rest,
      };
    },
  ),
  tool(
    "assets_explain",
    "Explain a lint rule",
    "Explains a rule of assets_lint: reason and remedy, with examples.",
    { rule: z.string().min(1).max(100) },
    (_project, { rule }) => answerExplain(rule),
  ),
];

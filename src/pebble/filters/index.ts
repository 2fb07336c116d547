import type { FilterDefinition } from "../definition.ts";
import { slugify } from "./slugify.ts";
import { upper } from "./upper.ts";

/** Every filter, by name. */
export const FILTERS: readonly FilterDefinition[] = [slugify, upper];

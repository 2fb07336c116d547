import { runtimeFunction } from "./runtime-function.ts";

/**
 * `http(uri, method, query, body, contentType, headers, options, accept)`: a missing uri is an error; the body may
 * be null. reference: Kestra's HttpFunction
 */
export const httpFunction = runtimeFunction({
  name: "http",
  argumentNames: ["uri", "method", "query", "body", "contentType", "headers", "options", "accept"],
  required: 1,
  summary: "The body of an HTTP response.",
  reason: "http() calls a server at run time",
  maybeNull: true,
});

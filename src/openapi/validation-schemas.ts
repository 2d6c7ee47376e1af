import type { JsonObject } from "./merge.ts";

/** The components that describe the body of a 422, as FastAPI names and writes them. */
export const validationSchemas: { readonly [name: string]: JsonObject } = {
  HTTPValidationError: {
    properties: {
      detail: {
        items: { $ref: "#/components/schemas/ValidationError" },
        type: "array",
        title: "Detail",
      },
    },
    type: "object",
    title: "HTTPValidationError",
  },
  ValidationError: {
    properties: {
      loc: {
        items: { anyOf: [{ type: "string" }, { type: "integer" }] },
        type: "array",
        title: "Location",
      },
      msg: { type: "string", title: "Message" },
      type: { type: "string", title: "Error Type" },
      input: { title: "Input" },
      ctx: { type: "object", title: "Context" },
    },
    type: "object",
    required: ["loc", "msg", "type"],
    title: "ValidationError",
  },
};

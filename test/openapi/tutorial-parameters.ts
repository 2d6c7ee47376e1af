import type { Service } from "./describe.ts";
import {
  boolean,
  definitions,
  integer,
  list,
  named,
  noted,
  nullable,
  number,
  operation,
  parameter,
  string,
  unknown,
} from "./describe.ts";

const itemId = parameter("path item_id", string);
const common = [
  parameter("query q?", nullable(string)),
  parameter("query skip?", noted(integer, { default: 0 })),
  parameter("query limit?", noted(integer, { default: 100 })),
];

/** FastAPI's tutorial programs about paths, queries, headers and cookies, as descriptions. */
export const parameterServices: Readonly<Record<string, Service>> = {
  "first_steps/tutorial001": { operations: [operation("GET /", "root")] },
  "path_params/tutorial001": {
    operations: [
      operation("GET /items/{item_id}", "read_item", { parameters: [parameter("path item_id", unknown)] }),
    ],
  },
  "path_params/tutorial003": {
    operations: [
      operation("GET /users/me", "read_user_me"),
      operation("GET /users/{user_id}", "read_user", { parameters: [parameter("path user_id", string)] }),
    ],
  },
  "path_params/tutorial004": {
    operations: [
      operation("GET /files/{file_path}", "read_file", { parameters: [parameter("path file_path", string)] }),
    ],
  },
  "path_params/tutorial005": {
    operations: [
      operation("GET /models/{model_name}", "get_model", {
        parameters: [parameter("path model_name", named("ModelName"))],
        definitions: definitions({ ModelName: { kind: "enum", values: ["alexnet", "resnet", "lenet"] } }),
      }),
    ],
  },
  "path_params_numeric_validations/tutorial006": {
    operations: [
      operation("GET /items/{item_id}", "read_items", {
        parameters: [
          parameter(
            "path item_id",
            noted(integer, { title: "The ID of the item to get", minimum: 0, maximum: 1000 }),
          ),
          parameter("query q", string),
          parameter("query size", noted(number, { exclusiveMinimum: 0, exclusiveMaximum: 10.5 })),
        ],
      }),
    ],
  },
  "query_params/tutorial001": {
    operations: [
      operation("GET /items/", "read_item", {
        parameters: [
          parameter("query skip?", noted(integer, { default: 0 })),
          parameter("query limit?", noted(integer, { default: 10 })),
        ],
      }),
    ],
  },
  "query_params/tutorial006": {
    operations: [
      operation("GET /items/{item_id}", "read_user_item", {
        parameters: [
          parameter("query needy", string),
          parameter("query skip?", noted(integer, { default: 0 })),
          parameter("query limit?", nullable(integer)),
          itemId,
        ],
      }),
    ],
  },
  "query_params_str_validations/tutorial006c": {
    operations: [
      operation("GET /items/", "read_items", {
        parameters: [parameter("query q", nullable(noted(string, { minLength: 3 })))],
      }),
    ],
  },
  "query_params_str_validations/tutorial010": {
    operations: [
      operation("GET /items/", "read_items", {
        parameters: [
          parameter(
            "query item-query?",
            noted(nullable(noted(string, { minLength: 3, maxLength: 50, pattern: "^fixedquery$" })), {
              title: "Query string",
              description: "Query string for the items to search in the database that have a good match",
              deprecated: true,
            }),
          ),
        ],
      }),
    ],
  },
  "query_params_str_validations/tutorial012": {
    operations: [
      operation("GET /items/", "read_items", {
        parameters: [parameter("query q?", noted(list(string), { default: ["foo", "bar"] }))],
      }),
    ],
  },
  "header_params/tutorial003": {
    operations: [
      operation("GET /items/", "read_items", {
        parameters: [parameter("header x-token?", nullable(list(string)))],
      }),
    ],
  },
  "cookie_params/tutorial001": {
    operations: [
      operation("GET /items/", "read_items", { parameters: [parameter("cookie ads_id?", nullable(string))] }),
    ],
  },
  "dependencies/tutorial001": {
    operations: [
      operation("GET /items/", "read_items", { parameters: common }),
      operation("GET /users/", "read_users", { parameters: common }),
    ],
  },
  "additional_responses/tutorial004": {
    operations: [
      operation("GET /items/{item_id}", "read_item", {
        parameters: [parameter("query img?", nullable(boolean)), itemId],
        result: { kind: "value", type: named("Item"), declared: true },
        responses: {
          404: { description: "Item not found" },
          302: { description: "The item was moved" },
          403: { description: "Not enough privileges" },
          200: { content: { "image/png": {} } },
        },
        definitions: definitions({
          Item: {
            kind: "object",
            properties: [
              { name: "id", type: string, optional: false },
              { name: "value", type: string, optional: false },
            ],
          },
        }),
      }),
    ],
  },
};

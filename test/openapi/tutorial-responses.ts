import type { Result } from "../../src/contract/signature.ts";
import type { OperationDescription } from "../../src/openapi/operation.ts";
import type { Service } from "./describe.ts";
import {
  definitions,
  json,
  list,
  named,
  noted,
  nullable,
  number,
  object,
  operation,
  parameter,
  string,
  unknown,
  value,
} from "./describe.ts";

const small = definitions({
  Item: object({ id: string, value: string }),
  Message: object({ message: string }),
});
const itemId = parameter("path item_id", string);
const streamed = definitions({ Item: object({ name: string, description: nullable(string) }) });
const described = {
  name: string,
  "description?": nullable(string),
  price: number,
  "tax?": nullable(number),
};
const tagged = definitions({
  Item: object({ ...described, "tags?": { kind: "set", items: string, default: [] } }),
});
const listed = definitions({
  Item: object({ ...described, "tags?": { kind: "array", items: string, default: [] } }),
});

function response(mediaType?: string): Result {
  return { kind: "response", type: unknown, declared: true, ...(mediaType && { mediaType }) };
}

function ofKind(kind: Result["kind"], item: Result["type"]): Partial<OperationDescription> {
  return { result: { kind, type: item, declared: true }, definitions: streamed };
}

/** FastAPI's tutorial programs about responses, streams, metadata and security, as descriptions. */
export const responseServices: Readonly<Record<string, Service>> = {
  "additional_responses/tutorial001": {
    operations: [
      operation("GET /items/{item_id}", "read_item", {
        parameters: [itemId],
        result: value(named("Item")),
        responses: { 404: { type: named("Message") } },
        definitions: small,
      }),
    ],
  },
  "additional_responses/tutorial003": {
    operations: [
      operation("GET /items/{item_id}", "read_item", {
        parameters: [itemId],
        result: value(named("Item")),
        responses: {
          404: { type: named("Message"), description: "The item was not found" },
          200: {
            description: "Item requested by ID",
            content: { "application/json": { example: { id: "bar", value: "The bar tenders" } } },
          },
        },
        definitions: small,
      }),
    ],
  },
  "custom_response/tutorial002": {
    operations: [operation("GET /items/", "read_items", { result: response("text/html") })],
  },
  "custom_response/tutorial005": {
    operations: [operation("GET /", "main", { result: response("text/plain") })],
  },
  "custom_response/tutorial006b": {
    operations: [operation("GET /fastapi", "redirect_fastapi", { status: 307, result: response() })],
  },
  "custom_response/tutorial006c": {
    operations: [operation("GET /pydantic", "redirect_pydantic", { status: 302, result: response() })],
  },
  "extra_models/tutorial003": {
    operations: [
      operation("GET /items/{item_id}", "read_item", {
        parameters: [itemId],
        result: value({ kind: "union", members: [named("PlaneItem"), named("CarItem")] }),
        definitions: definitions({
          CarItem: object({ description: string, "type?": noted(string, { default: "car" }) }),
          PlaneItem: object({
            description: string,
            "type?": noted(string, { default: "plane" }),
            size: { kind: "integer" },
          }),
        }),
      }),
    ],
  },
  "extra_models/tutorial005": {
    operations: [
      operation("GET /keyword-weights/", "read_keyword_weights", {
        result: value({ kind: "record", values: number }),
      }),
    ],
  },
  "response_status_code/tutorial001": {
    operations: [
      operation("POST /items/", "create_item", {
        status: 201,
        parameters: [parameter("query name", string)],
      }),
    ],
  },
  "generate_clients/tutorial001": {
    operations: [
      operation("POST /items/", "create_item", {
        body: json("item", named("Item")),
        result: value(named("ResponseMessage")),
        definitions: definitions({
          Item: object({ name: string, price: number }),
          ResponseMessage: object({ message: string }),
        }),
      }),
      operation("GET /items/", "get_items", {
        result: value(list(named("Item"))),
        definitions: definitions({ Item: object({ name: string, price: number }) }),
      }),
    ],
  },
  "path_operation_configurations/tutorial005": {
    operations: [
      operation("POST /items/", "create_item", {
        summary: "Create an item",
        description: [
          "Create an item with all the information:\n",
          "- **name**: each item must have a name",
          "- **description**: a long description",
          "- **price**: required",
          "- **tax**: if the item doesn't have tax, you can omit this",
          "- **tags**: a set of unique tag strings for this item",
        ].join("\n"),
        responseDescription: "The created item",
        body: json("item", named("Item")),
        result: value(named("Item")),
        definitions: tagged,
      }),
    ],
  },
  "path_operation_configurations/tutorial006": {
    operations: [
      operation("GET /items/", "read_items", { tags: ["items"] }),
      operation("GET /users/", "read_users", { tags: ["users"] }),
      operation("GET /elements/", "read_elements", { tags: ["items"], deprecated: true }),
    ],
  },
  "server_sent_events/tutorial001": {
    operations: [
      operation("GET /items/stream", "sse_items", ofKind("events", named("Item"))),
      operation("GET /items/stream-no-async", "sse_items_no_async", ofKind("events", named("Item"))),
      operation("GET /items/stream-no-annotation", "sse_items_no_annotation", ofKind("events", unknown)),
      operation(
        "GET /items/stream-no-async-no-annotation",
        "sse_items_no_async_no_annotation",
        ofKind("events", unknown),
      ),
    ],
  },
  "stream_json_lines/tutorial001": {
    operations: [
      operation("GET /items/stream", "stream_items", ofKind("items", named("Item"))),
      operation("GET /items/stream-no-async", "stream_items_no_async", ofKind("items", named("Item"))),
      operation("GET /items/stream-no-annotation", "stream_items_no_annotation", ofKind("items", unknown)),
      operation(
        "GET /items/stream-no-async-no-annotation",
        "stream_items_no_async_no_annotation",
        ofKind("items", unknown),
      ),
    ],
  },
  "metadata/tutorial004": {
    info: {
      tags: [
        { name: "users", description: "Operations with users. The **login** logic is also here." },
        {
          name: "items",
          description: "Manage items. So _fancy_ they have their own docs.",
          externalDocs: { description: "Items external docs", url: "https://fastapi.tiangolo.com/" },
        },
      ],
    },
    operations: [
      operation("GET /users/", "get_users", { tags: ["users"] }),
      operation("GET /items/", "get_items", { tags: ["items"] }),
    ],
  },
  "behind_a_proxy/tutorial003": {
    info: {
      servers: [
        { url: "/api/v1" },
        { url: "https://stag.example.com", description: "Staging environment" },
        { url: "https://prod.example.com", description: "Production environment" },
      ],
    },
    operations: [operation("GET /app", "read_main")],
  },
  "security/tutorial001": {
    operations: [
      operation("GET /items/", "read_items", {
        security: [
          {
            name: "OAuth2PasswordBearer",
            scheme: { type: "oauth2", flows: { password: { scopes: {}, tokenUrl: "token" } } },
            scopes: [],
          },
        ],
      }),
    ],
  },
  "response_model/tutorial001": {
    operations: [
      operation("POST /items/", "create_item", {
        body: json("item", named("Item")),
        result: value(named("Item")),
        definitions: listed,
      }),
      operation("GET /items/", "read_items", { result: value(list(named("Item"))), definitions: listed }),
    ],
  },
};

import type { TypeModel } from "../../src/contract/type-model.ts";
import type { Service } from "./describe.ts";
import {
  definitions,
  fields,
  integer,
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
} from "./describe.ts";

const item = object({
  name: string,
  "description?": nullable(string),
  price: number,
  "tax?": nullable(number),
});
const user = object({ username: string, "full_name?": nullable(string) });
const image = object({
  url: noted(string, { format: "uri", minLength: 1, maxLength: 2083 }),
  name: string,
});
const itemId = parameter("path item_id", integer);
const file: TypeModel = { kind: "file" };

/** FastAPI's tutorial programs about bodies and forms, as descriptions. */
export const bodyServices: Readonly<Record<string, Service>> = {
  "body/tutorial001": {
    operations: [
      operation("POST /items/", "create_item", {
        body: json("item", named("Item")),
        definitions: definitions({ Item: item }),
      }),
    ],
  },
  "body/tutorial004": {
    operations: [
      operation("PUT /items/{item_id}", "update_item", {
        parameters: [itemId, parameter("query q?", nullable(string))],
        body: json("item", named("Item")),
        definitions: definitions({ Item: item }),
      }),
    ],
  },
  "body_fields/tutorial001": {
    operations: [
      operation("PUT /items/{item_id}", "update_item", {
        parameters: [itemId],
        body: fields("application/json", { item: named("Item") }),
        definitions: definitions({
          Item: object({
            name: string,
            "description?": noted(nullable(noted(string, { maxLength: 300 })), {
              title: "The description of the item",
            }),
            price: noted(number, { exclusiveMinimum: 0, description: "The price must be greater than zero" }),
            "tax?": nullable(number),
          }),
        }),
      }),
    ],
  },
  "body_multiple_params/tutorial001": {
    operations: [
      operation("PUT /items/{item_id}", "update_item", {
        parameters: [
          parameter(
            "path item_id",
            noted(integer, { title: "The ID of the item to get", minimum: 0, maximum: 1000 }),
          ),
          parameter("query q?", nullable(string)),
        ],
        body: { ...json("item", nullable(named("Item"))), required: false },
        definitions: definitions({ Item: item }),
      }),
    ],
  },
  "body_multiple_params/tutorial003": {
    operations: [
      operation("PUT /items/{item_id}", "update_item", {
        parameters: [itemId],
        body: fields("application/json", {
          item: named("Item"),
          user: named("User"),
          importance: integer,
        }),
        definitions: definitions({ Item: item, User: user }),
      }),
    ],
  },
  "body_multiple_params/tutorial005": {
    operations: [
      operation("PUT /items/{item_id}", "update_item", {
        parameters: [itemId],
        body: fields("application/json", { item: named("Item") }),
        definitions: definitions({ Item: item }),
      }),
    ],
  },
  "body_nested_models/tutorial007": {
    operations: [
      operation("POST /offers/", "create_offer", {
        body: json("offer", named("Offer")),
        definitions: definitions({
          Offer: object({
            name: string,
            "description?": nullable(string),
            price: number,
            items: list(named("Item")),
          }),
          Item: object({
            name: string,
            "description?": nullable(string),
            price: number,
            "tax?": nullable(number),
            "tags?": { kind: "set", items: string, default: [] },
            "images?": nullable(list(named("Image"))),
          }),
          Image: image,
        }),
      }),
    ],
  },
  "body_nested_models/tutorial008": {
    operations: [
      operation("POST /images/multiple/", "create_multiple_images", {
        body: json("images", list(named("Image"))),
        definitions: definitions({ Image: image }),
      }),
    ],
  },
  "body_nested_models/tutorial009": {
    operations: [
      operation("POST /index-weights/", "create_index_weights", {
        body: json("weights", { kind: "record", values: number }),
      }),
    ],
  },
  "request_forms/tutorial001": {
    operations: [
      operation("POST /login/", "login", {
        body: fields("application/x-www-form-urlencoded", { username: string, password: string }),
      }),
    ],
  },
  "request_form_models/tutorial001": {
    operations: [
      operation("POST /login/", "login", {
        body: {
          mediaType: "application/x-www-form-urlencoded",
          required: true,
          name: "data",
          type: named("FormData"),
        },
        definitions: definitions({ FormData: object({ username: string, password: string }) }),
      }),
    ],
  },
  "request_forms_and_files/tutorial001": {
    operations: [
      operation("POST /files/", "create_file", {
        body: fields("multipart/form-data", { file, fileb: file, token: string }),
      }),
    ],
  },
  "schema_extra_example/tutorial004": {
    operations: [
      operation("PUT /items/{item_id}", "update_item", {
        parameters: [itemId],
        body: json(
          "item",
          noted(named("Item"), {
            examples: [
              { name: "Foo", description: "A very nice Item", price: 35.4, tax: 3.2 },
              { name: "Bar", price: "35.4" },
              { name: "Baz", price: "thirty five point four" },
            ],
          }),
        ),
        definitions: definitions({ Item: item }),
      }),
    ],
  },
};

import type { Components } from "./components.ts";
import type { JsonObject } from "./merge.ts";
import { isObject } from "./merge.ts";
import type { PreparedOperation } from "./operation-object.ts";
import { operationObject } from "./operation-object.ts";

/** OpenAPI's path item objects by path: each holds the operations of its methods. */
export interface PathItems {
  readonly [path: string]: { readonly [field: string]: JsonObject };
}

/** The operations by path and method, in their order. */
export function pathItems(operations: readonly PreparedOperation[], components: Components): PathItems {
  const items: Record<string, Record<string, JsonObject>> = {};
  for (const operation of operations) {
    const callbacks = callbacksObject(operation.callbacks, components);
    const item = (items[operation.path] ??= {});
    for (const [index, method] of operation.methods.entries()) {
      const id = operation.ids[index] ?? "";
      place(item, method, operationObject(operation, method, id, components, callbacks));
    }
  }
  return items;
}

/** Callbacks by name; those of one name stand together. */
function callbacksObject(
  callbacks: readonly PreparedOperation[],
  components: Components,
): JsonObject | undefined {
  if (callbacks.length === 0) return undefined;
  const byName = Map.groupBy(callbacks, ({ name, ids }) => name || (ids[0] ?? ""));
  return Object.fromEntries(
    Array.from(byName, ([name, operations]) => [name, pathItems(operations, components)]),
  );
}

const methodsOf31 = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Puts an operation at its method; one that OpenAPI has no field for goes under `additionalOperations`. */
function place(item: Record<string, JsonObject>, method: string, operation: JsonObject): void {
  const field = method.toLowerCase();
  if (methodsOf31.has(field) || field === "query") item[field] = operation;
  else item["additionalOperations"] = { ...item["additionalOperations"], [method]: operation };
}

/** Whether any path speaks of what OpenAPI 3.1 does not know: other methods, and schemas of a stream's items. */
export function needs32(items: PathItems): boolean {
  return Object.values(items).some((item) =>
    Object.entries(item).some(
      ([field, { requestBody, responses }]) =>
        !methodsOf31.has(field) || [requestBody, ...valuesOf(responses)].some(hasItemSchema),
    ),
  );
}

/** Whether a request's body, or a response, is a sequence of items. */
function hasItemSchema(message: unknown): boolean {
  return isObject(message) && valuesOf(message["content"]).some((content) => "itemSchema" in content);
}

function valuesOf(object: unknown): readonly JsonObject[] {
  return isObject(object) ? Object.values(object).filter(isObject) : [];
}

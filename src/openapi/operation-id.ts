import type { OperationDescription } from "./operation.ts";

/** What an operation's id may be made of: one method of one route. */
export interface IdentifiedOperation {
  /** The handler's name; empty where it has none. */
  readonly name: string;
  readonly path: string;
  /** Upper case. */
  readonly method: string;
  readonly tags: readonly string[];
}

/** Makes an operation's id. Ids that come out equal are told apart by what is appended to the later ones. */
export type GenerateUniqueId = (operation: IdentifiedOperation) => string;

/** FastAPI's ids: name, path and method with an underscore for each other character: `read_item_items__item_id__get`. */
export const fastapiUniqueId: GenerateUniqueId = ({ name, path, method }) =>
  `${underscored(name + path)}_${method.toLowerCase()}`;

/** The default id: the handler's own name; `getItemsByItemId` for a handler without one at GET `/items/{item_id}`. */
export const functionName: GenerateUniqueId = ({ name, path, method }) =>
  name === "" ? nameOfRoute(method, path) : underscored(name);

/** What a route without a named handler is called: `getItemsByItemId`, `postUsers`, `getRoot`. */
export function nameOfRoute(method: string, path: string): string {
  const steps = Array.from(path.matchAll(/\{([^}]*)\}|[^/{}]+/g), ([literal, parameter]) =>
    parameter === undefined ? camel(literal) : `By${camel(parameter)}`,
  );
  return method.toLowerCase() + (steps.join("") || "Root");
}

/**
 * An id for each method of each operation, in their order, no two the same. Ids that the author gave are taken first;
 * of equal ones the first keeps the id, so that a route added at the end changes none before it.
 */
export function operationIds(
  operations: readonly OperationDescription[],
  generate: GenerateUniqueId,
): readonly (readonly string[])[] {
  const taken = new Set<string>();
  const given = operations.map(({ operationId, path, methods }) =>
    operationId === undefined
      ? undefined
      : methods.map((method) => claim(taken, candidates(operationId, path, method, methods))),
  );
  return operations.map(
    ({ name, path, methods, tags = [] }, index) =>
      given[index] ??
      methods.map((method) =>
        claim(taken, candidates(generate({ name, path, method, tags }), path, method, methods)),
      ),
  );
}

function* candidates(
  id: string,
  path: string,
  method: string,
  methods: readonly string[],
): Generator<string, never> {
  yield id;
  if (methods.length > 1) yield `${id}_${method.toLowerCase()}`;
  const long = `${id}_${nameOfRoute(method, path)}`;
  yield long;
  for (let count = 2; ; count++) yield `${long}_${count}`;
}

function claim(taken: Set<string>, ids: Iterable<string>): string {
  for (const id of ids) {
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
  throw new Error("The candidates for an operation id have run out");
}

function underscored(text: string): string {
  return text.replace(/[^\p{L}\p{N}_]/gu, "_");
}

function camel(text: string): string {
  return Array.from(
    text.matchAll(/[\p{L}\p{N}]+/gu),
    ([word]) => word[0]?.toUpperCase() + word.slice(1),
  ).join("");
}

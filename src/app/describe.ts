import type { Definitions } from "../contract/type-model.ts";
import type { OperationDescription } from "../openapi/operation.ts";
import { describeBody } from "./bodies.ts";
import { makePlan, type Plan } from "./plan.ts";
import { resultWithin } from "./result.ts";
import type { RouteDeclaration, RouteGroup } from "./route.ts";

/** What a document says of requests that the service makes; their paths are names of webhooks, or expressions. */
export function describeCalls(group: RouteGroup): readonly OperationDescription[] {
  const calls: OperationDescription[] = [];
  group.subscribe((route) => {
    const pathNames = Array.from(route.path.matchAll(/\{([A-Za-z_]\w*)\}/g), ([, name = ""]) => name);
    const title = `${route.methods.join(", ")} ${route.path}`;
    const plan = makePlan(route.handler, { title, pathNames, dependencies: [], strict: false });
    calls.push(describeRoute(route, route.path, plan));
  });
  return calls;
}

/** What a document says of a route: what its plan reads, what its handler gives back, what its author wrote beside it. */
export function describeRoute(route: RouteDeclaration, path: string, plan: Plan): OperationDescription {
  const { options } = route;
  const { signature } = plan;
  const { responseClass } = options;
  const body = describeBody(plan.bodies, plan.embedded);
  const description = options.description ?? signature.description;
  const deprecated = options.deprecated ?? signature.deprecated;
  return {
    methods: route.methods,
    path,
    name: signature.name,
    parameters: plan.documented,
    status: options.status ?? responseClass?.status ?? signature.result.status ?? 200,
    result: resultWithin(signature.result, responseClass),
    definitions: definitionsOf(plan),
    ...(options.operationId !== undefined && { operationId: options.operationId }),
    ...(options.tags && { tags: options.tags }),
    ...(options.summary !== undefined && { summary: options.summary }),
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
    ...(options.externalDocs && { externalDocs: options.externalDocs }),
    ...(options.openapiExtra && { openapiExtra: options.openapiExtra }),
    ...(options.callbacks && { callbacks: describeCalls(options.callbacks) }),
    ...(body && { body }),
    ...(options.responseDescription !== undefined && { responseDescription: options.responseDescription }),
    ...(options.responses && { responses: options.responses }),
  };
}

function definitionsOf(plan: Plan): Definitions {
  return Object.assign({}, ...plan.signatures.map((signature) => signature.definitions)) as Definitions;
}

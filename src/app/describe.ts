import type { Definitions } from "../contract/type-model.ts";
import type { OperationDescription } from "../openapi/operation.ts";
import { describeBody } from "./bodies.ts";
import type { Plan } from "./plan.ts";
import type { RouteDeclaration } from "./route.ts";

/** What a document says of a route: what its plan reads, what its handler gives back, what its author wrote beside it. */
export function describeRoute(route: RouteDeclaration, path: string, plan: Plan): OperationDescription {
  const { options } = route;
  const { signature } = plan;
  const body = describeBody(plan.bodies, plan.embedded);
  const description = options.description ?? signature.description;
  const deprecated = options.deprecated ?? signature.deprecated;
  return {
    methods: route.methods,
    path,
    name: signature.name,
    parameters: plan.documented,
    status: options.status ?? signature.result.status ?? 200,
    result: signature.result,
    definitions: definitionsOf(plan),
    ...(options.operationId !== undefined && { operationId: options.operationId }),
    ...(options.tags && { tags: options.tags }),
    ...(options.summary !== undefined && { summary: options.summary }),
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
    ...(body && { body }),
    ...(options.responseDescription !== undefined && { responseDescription: options.responseDescription }),
    ...(options.responses && { responses: options.responses }),
  };
}

function definitionsOf(plan: Plan): Definitions {
  return Object.assign({}, ...plan.signatures.map((signature) => signature.definitions)) as Definitions;
}

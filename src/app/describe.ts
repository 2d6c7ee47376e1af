import type { Parameter } from "../contract/signature.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { BodyDescription, OperationDescription } from "../openapi/operation.ts";
import type { Plan } from "./plan.ts";
import type { RouteDeclaration } from "./route.ts";

/** What a document says of a route: what its plan reads, what its handler gives back, what its author wrote beside it. */
export function describeRoute(route: RouteDeclaration, path: string, plan: Plan): OperationDescription {
  const { options } = route;
  const { signature } = plan;
  const body = describeBody(plan);
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

function describeBody({ bodies, embedded }: Plan): BodyDescription | undefined {
  const shown = bodies.filter(({ parameter }) => parameter.includeInSchema !== false);
  const [first] = shown;
  if (!first) return undefined;
  const mediaType = first.parameter.mediaType ?? "application/json";
  const required = shown.some(({ parameter }) => !parameter.optional);
  if (!embedded)
    return { mediaType, required, name: first.parameter.name, type: documentedType(first.parameter) };
  const fields = shown.map(({ parameter }) => ({
    name: parameter.alias ?? parameter.name,
    required: !parameter.optional,
    type: documentedType(parameter),
  }));
  return { mediaType, required, fields };
}

function documentedType({ type, default: value }: Parameter): TypeModel {
  return value === undefined ? type : { ...type, default: value };
}

import { joinDefinitions } from "../contract/attached.ts";
import { type Handler, signatureOf } from "../contract/attached.ts";
import type { Signature } from "../contract/signature.ts";
import type { Definitions } from "../contract/type-model.ts";
import type { AdditionalResponse, OperationDescription, SecurityDescription } from "../openapi/operation.ts";
import { describeBody, describeStreamed } from "./bodies.ts";
import { makePlan, type Plan } from "./plan.ts";
import { resultWithin } from "./result.ts";
import type { RouteDeclaration, RouteGroup, RouteResponse, RouteResponses } from "./route.ts";

/** What a document says of requests that the service makes; their paths are names of webhooks, or expressions. */
export function describeCalls(group: RouteGroup): readonly OperationDescription[] {
  const calls: OperationDescription[] = [];
  group.subscribe((route) => {
    if (route.kind !== "route") return;
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
  const { streamed } = plan;
  const body = streamed ? describeStreamed(streamed) : describeBody(plan.bodies, plan.embedded);
  const description = options.description ?? signature.description;
  const deprecated = options.deprecated ?? signature.deprecated;
  return {
    methods: route.methods,
    path,
    name: options.name ?? signature.name,
    parameters: plan.documented,
    status: options.status ?? signature.result.status ?? responseClass?.status ?? 200,
    result: resultWithin(signature.result, responseClass),
    stream: {
      ...(options.formats && { formats: options.formats }),
      ...(options.errorRecords && { errorRecords: true }),
    },
    definitions: definitionsOf([...plan.signatures, ...modelsOf(options.responses)]),
    ...(options.operationId !== undefined && { operationId: options.operationId }),
    ...(options.tags && { tags: options.tags }),
    ...(options.summary !== undefined && { summary: options.summary }),
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
    ...(options.externalDocs && { externalDocs: options.externalDocs }),
    ...(options.openapiExtra && { openapiExtra: options.openapiExtra }),
    ...(options.callbacks && { callbacks: describeCalls(options.callbacks) }),
    ...(body && { body }),
    ...(plan.security.length > 0 && { security: plan.security.map(describeSecurity) }),
    ...(options.responseDescription !== undefined && { responseDescription: options.responseDescription }),
    ...(options.responses && { responses: describeResponses(options.responses) }),
  };
}

/** What a document says of a scheme that a route asks for. */
export function describeSecurity({ scheme, scopes }: Plan["security"][number]): SecurityDescription {
  return { name: scheme.schemeName, scheme: scheme.model, scopes };
}

function describeResponses(responses: RouteResponses): Readonly<Record<string, AdditionalResponse>> {
  const described = Object.entries(responses).map(([status, response]) => {
    const { model, ...more } = partsOf(response);
    const type = model && signatureOf(model)?.signature.result.type;
    return [status, { ...more, ...(type && { type }) }] as const;
  });
  return Object.fromEntries(described);
}

/** The signatures of the models of responses; those whose types were not read have none. */
function modelsOf(responses: RouteResponses = {}): readonly Signature[] {
  const models = Object.values(responses).flatMap((response) => partsOf(response).model ?? []);
  return models.flatMap((model) => signatureOf(model)?.signature ?? []);
}

function partsOf(response: Handler | RouteResponse): RouteResponse {
  return typeof response === "function" ? { model: response } : response;
}

function definitionsOf(signatures: readonly Signature[]): Definitions {
  return joinDefinitions(signatures.map((signature) => signature.definitions));
}

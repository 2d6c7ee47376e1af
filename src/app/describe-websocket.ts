import { joinDefinitions } from "../contract/attached.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { ChannelDescription, MessageDescription } from "../asyncapi/channel.ts";
import { resolved } from "../parameters/shape.ts";
import { messageForm } from "../websockets/message-form.ts";
import { describeSecurity } from "./describe.ts";
import type { Plan } from "./plan.ts";
import type { WebSocketDeclaration } from "./route.ts";

/** What a document says of a route of WebSockets: what its plan reads, and the messages that its handler takes and gives. */
export function describeWebSocket(route: WebSocketDeclaration, path: string, plan: Plan): ChannelDescription {
  const { options } = route;
  const { signature, signatures } = plan;
  const { definitions, result } = signature;
  const incoming = signature.parameters.find(({ source }) => source === "items");
  const description = options.description ?? signature.description;
  const yields = result.kind === "items" || result.kind === "chunks";
  return {
    path,
    name: signature.name,
    parameters: plan.documented,
    definitions: joinDefinitions(signatures.map((one) => one.definitions)),
    ...(incoming && { received: messagesOf(incoming.type, definitions) }),
    ...(yields && { sent: messagesOf(result.type, definitions) }),
    ...(options.tags && { tags: options.tags }),
    ...(options.summary !== undefined && { summary: options.summary }),
    ...(description !== undefined && { description }),
    ...((options.deprecated ?? signature.deprecated) && { deprecated: true }),
    ...(plan.security.length > 0 && { security: plan.security.map(describeSecurity) }),
  };
}

/** Each named type of a union is a message of its own; bytes, text and what has no name are one each. */
function messagesOf(type: TypeModel, definitions: Definitions): readonly MessageDescription[] {
  const whole = resolved(type, definitions);
  const members = whole.kind === "union" ? whole.members : [type];
  const isBytes = (member: TypeModel): boolean => resolved(member, definitions).kind === "bytes";
  const bytes = members
    .filter(isBytes)
    .map((member) => ({ type: member, contentType: "application/octet-stream" }));
  const others = members.filter((member) => !isBytes(member));
  const [first] = others;
  if (!first) return bytes;
  const contentType = messageForm(type, definitions).text === "plain" ? "text/plain" : "application/json";
  const named = others.length > 1 && others.every(({ kind }) => kind === "ref");
  const joined: TypeModel = others.length === members.length ? type : { kind: "union", members: others };
  const types = named ? others : [others.length === 1 ? first : joined];
  return [...types.map((one) => ({ type: one, contentType })), ...bytes];
}

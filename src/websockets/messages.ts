import type { Result } from "../contract/signature.ts";
import type { Definitions, TypeModel } from "../contract/type-model.ts";
import type { Message } from "../http/websocket.ts";
import type { Issue } from "../schema/issue.ts";
import { mentions } from "../schema/mentions.ts";
import { compileSerializer } from "../schema/serializer.ts";
import { compileValidator } from "../schema/validator.ts";
import { reasonOf } from "./close.ts";
import { WebSocketException } from "./exceptions.ts";
import { messageForm } from "./message-form.ts";
import { asBytes, asText, jsonOf } from "./message-socket.ts";
import type { ServerWebSocket } from "./server-websocket.ts";

/** Makes a value of a message; throws a `WebSocketException` of 1003 or 1007 for one that does not fit its type. */
export type ReadMessage = (message: Message) => unknown;

/** Makes a message of a value; what is wrong with it is pushed onto `issues`. */
export type WriteMessage = (value: unknown, issues: Issue[]) => Message;

/** What reads the messages of a type. */
export function messageReader(type: TypeModel, definitions: Definitions, strict: boolean): ReadMessage {
  const validate = compileValidator(type, definitions, { strict });
  const form = messageForm(type, definitions);
  const bigints = mentions(type, new Set(["bigint"]), definitions);
  const valueOf = (message: Message): unknown => {
    if (form.text === undefined) return asBytes(message);
    if (typeof message !== "string" && form.bytes) return message;
    return form.text === "plain" ? asText(message) : jsonOf(message, bigints);
  };
  return (message) => {
    const issues: Issue[] = [];
    const value = validate(valueOf(message), [], issues);
    if (issues.length > 0) throw new WebSocketException(1007, reasonFor(issues));
    return value;
  };
}

/** What writes the messages that a handler yields: of a declared type filtered to it and checked, of any other as they are. */
export function messageWriter({ kind, type, declared }: Result, definitions: Definitions): WriteMessage {
  const form = messageForm(type, definitions);
  if (kind !== "chunks" && form.text === "json") {
    const serialize = compileSerializer(type, definitions, { declared });
    return (value, issues) => (form.bytes && value instanceof Uint8Array ? value : serialize(value, issues));
  }
  const validate = declared ? compileValidator(type, definitions, { strict: true }) : undefined;
  return (value, issues) => {
    validate?.(value, ["response"], issues);
    return issues.length > 0 ? "" : chunkOf(value);
  };
}

/** The messages of one WebSocket as a handler takes them, from `AsyncIterable<T>`. The first one asked for accepts it. */
export class IncomingMessages implements AsyncIterableIterator<unknown> {
  readonly #socket: ServerWebSocket;
  readonly #read: ReadMessage;
  #messages: AsyncGenerator<Message, void, undefined> | undefined = undefined;

  constructor(socket: ServerWebSocket, read: ReadMessage) {
    this.#socket = socket;
    this.#read = read;
  }

  async next(): Promise<IteratorResult<unknown, undefined>> {
    const socket = this.#socket;
    if (!socket.accepted) await socket.accept();
    this.#messages ??= socket[Symbol.asyncIterator]();
    const step = await this.#messages.next();
    return step.done ? { done: true, value: undefined } : { done: false, value: this.#read(step.value) };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function chunkOf(value: unknown): Message {
  if (typeof value === "string" || value instanceof Uint8Array) return value;
  throw new TypeError(`a message must be text or bytes, not ${typeof value}`);
}

function reasonFor(issues: readonly Issue[]): string {
  const [first] = issues;
  if (!first) return "";
  const place = first.loc.length > 0 ? `${first.loc.join(".")}: ` : "";
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return reasonOf(`${place}${first.msg}${more}`);
}

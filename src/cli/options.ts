/** What a command does, and what it may be given. */
export const commands = {
  dev: "Serve a program while you write it: on this machine only, restarted when a file changes.",
  run: "Serve a program for real: on every address, without watching files.",
  openapi: "Print the OpenAPI document of a program.",
  routes: "List the routes of a program.",
} as const;

export type Command = keyof typeof commands;

/**
 * Every option, declared once. `kind` is the type of its value, `default` one value or one for each command,
 * `environment` the variable that is read where the flag is absent, `doc` its line in the help and the reference.
 */
const options = {
  host: {
    kind: "text",
    value: "address",
    default: { dev: "127.0.0.1", run: "0.0.0.0" },
    environment: "HOST",
    commands: ["dev", "run"],
    doc: "The address to listen on.",
  },
  port: {
    kind: "port",
    short: "p",
    value: "number",
    default: 8000,
    environment: "PORT",
    commands: ["dev", "run"],
    doc: "The port to listen on; 0 takes any free one.",
  },
  app: {
    kind: "text",
    value: "name",
    environment: "MILLRACE_APP",
    commands: ["dev", "run", "openapi", "routes"],
    doc: "The export that is the app, where the file exports several.",
  },
  "access-log": {
    kind: "choice",
    value: "pretty|json|off",
    choices: ["pretty", "json", "off"],
    default: { dev: "pretty", run: "off" },
    environment: "MILLRACE_ACCESS_LOG",
    commands: ["dev", "run"],
    doc: "One line on stdout for each response that has ended.",
  },
  workers: {
    kind: "count",
    short: "w",
    value: "number",
    default: 1,
    environment: "MILLRACE_WORKERS",
    commands: ["run"],
    doc: "How many processes share the port.",
  },
  grace: {
    kind: "seconds",
    value: "seconds",
    default: 10,
    environment: "MILLRACE_GRACE",
    commands: ["run"],
    doc: "How long open requests may take to finish when the server is stopped.",
  },
  "root-path": {
    kind: "text",
    value: "path",
    environment: "MILLRACE_ROOT_PATH",
    commands: ["dev", "run"],
    doc: "The prefix that a proxy serves the program below, such as `/api/v1`.",
  },
  "proxy-headers": {
    kind: "switch",
    default: false,
    commands: ["dev", "run"],
    doc: "Believe what a proxy on this machine says of the client: `X-Forwarded-For`, `-Proto`, `-Host`, `-Prefix`, or `Forwarded`.",
  },
  "forwarded-allow-ips": {
    kind: "text",
    value: "addresses",
    environment: "FORWARDED_ALLOW_IPS",
    commands: ["dev", "run"],
    doc: "Believe these proxies, in place of those on this machine: addresses and networks with commas between, or `*` for all.",
  },
  "ssl-certfile": {
    kind: "text",
    value: "file",
    environment: "MILLRACE_SSL_CERTFILE",
    commands: ["run"],
    doc: "The certificate to serve over TLS with (PEM), with those that lead to it; HTTP/2 is offered too.",
  },
  "ssl-keyfile": {
    kind: "text",
    value: "file",
    environment: "MILLRACE_SSL_KEYFILE",
    commands: ["run"],
    doc: "The key of the certificate (PEM).",
  },
  http2: {
    kind: "switch",
    default: false,
    commands: ["run"],
    doc: "Without TLS: serve clients that speak HTTP/2 from the start too, such as a proxy.",
  },
  "reload-dir": {
    kind: "list",
    value: "folder",
    commands: ["dev"],
    doc: "A folder to watch in place of the current one; may be repeated.",
  },
  out: {
    kind: "text",
    short: "o",
    value: "file",
    commands: ["openapi"],
    doc: "Write to a file in place of stdout.",
  },
  help: {
    kind: "switch",
    short: "h",
    default: false,
    commands: ["dev", "run", "openapi", "routes"],
    doc: "Show this text.",
  },
  version: {
    kind: "switch",
    short: "v",
    default: false,
    commands: ["dev", "run", "openapi", "routes"],
    doc: "Show the version.",
  },
} as const;

export type Flag = keyof typeof options;

/** What a command line or the environment may say of each kind of option, in words for messages. */
export const kinds = {
  text: "some text",
  port: "a whole number from 0 to 65535",
  count: "a whole number from 1 to 1024",
  seconds: "a number of seconds, 0 or more",
  choice: "one of a few words",
  list: "some text",
  switch: "nothing",
} as const;

type Kind = keyof typeof kinds;

type Choices<O> = O extends { readonly choices: readonly (infer C)[] } ? C : never;

interface Values<O> {
  text: string;
  port: number;
  count: number;
  seconds: number;
  choice: Choices<O>;
  list: readonly string[];
  switch: boolean;
}

type Value<O extends { readonly kind: Kind }> =
  | Values<O>[O["kind"]]
  | (O extends { readonly default: unknown } ? never : undefined);

/** The value of every option, by flag. Options of other commands hold their defaults. */
export type Settings = { readonly [F in Flag]: Value<(typeof options)[F]> };

/** One entry of the table, as code that treats them all alike sees it. */
export interface Option {
  readonly kind: Kind;
  readonly short?: string;
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string | number | boolean | Readonly<Partial<Record<Command, string>>>;
  readonly environment?: string;
  readonly commands: readonly Command[];
  readonly doc: string;
}

/** The table as pairs of flag and entry, in the order in which help shows them. */
export function optionEntries(): [Flag, Option][] {
  return Object.entries(options) as [Flag, Option][];
}

/** The default of an option for a command; `undefined` where it has none. */
export function defaultOf(option: Option, command: Command): string | number | boolean | undefined {
  const value = option.default;
  if (typeof value !== "object") return value;
  return value[command] ?? Object.values(value)[0];
}

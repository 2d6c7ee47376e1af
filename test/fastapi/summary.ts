/** The events of a test run that matter here, after `node:test`'s `TestsStream`. */
interface TestEvent {
  readonly type: string;
  readonly data: { readonly name?: string; readonly message?: string; readonly details?: { error?: Error } };
}

/** A test reporter that prints the exchanges that failed, and then the counts: the last line is `N of M`. */
export default async function* summary(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let counts = "";
  for await (const { type, data } of events) {
    if (type === "test:stdout") counts += data.message;
    if (type === "test:stderr") yield data.message ?? "";
    if (type === "test:fail" && data.name?.includes("#"))
      yield `${data.name}\n${data.details?.error?.message}\n\n`;
  }
  yield counts;
}

import { Millrace } from "millrace";

const app = new Millrace();

interface Repository {
  url: string;
  save(item: string): void;
}

interface Outer {
  inner: { list: Repository[] };
}

app.post(
  "/",
  (
    call: () => void,
    repository: Repository,
    outer: Outer,
    key: symbol,
    error: Error,
    pattern: RegExp | string,
    promise: Promise<string>,
  ) => [call, repository, outer, key, error, pattern, promise],
);

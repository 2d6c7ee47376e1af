/** A source of the same random numbers for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;

const pick = <T>(next: Random, values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;

const paths = [
  "/",
  "/typed/1/a",
  "/everything",
  "/two",
  "/form",
  "/request",
  "/lines",
  "/events",
  "/docs",
  "/openapi.json",
];
const methods = [
  "GET",
  "GET",
  "POST",
  "POST",
  "POST",
  "POST",
  "PUT",
  "DELETE",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "TRACE",
  "BREW",
];
const types = [
  "application/json",
  "application/json; charset=utf-16",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=b",
  "multipart/form-data",
  "text/plain",
  "a/b+json",
  ";;;",
  "",
];
const words = [
  "id",
  "q",
  "tree",
  "value",
  "children",
  "shape",
  "kind",
  "circle",
  "name",
  "age",
  "__proto__",
  "constructor",
  "text",
  "é",
  "%",
  "%ff",
  "\u2028",
];
const scalars = [
  "0",
  "-1",
  "1e309",
  "99999999999999999999",
  "null",
  "true",
  "NaN",
  '"a"',
  '"\\ud800"',
  '"2026-01-02"',
  "[]",
  "{}",
  "1.5",
  '""',
];

function json(next: Random, depth: number): string {
  const kind = next();
  if (depth === 0 || kind < 0.4) return pick(next, scalars);
  const count = Math.floor(next() * 4);
  if (kind < 0.6) return `[${Array.from({ length: count }, () => json(next, depth - 1)).join(",")}]`;
  const pairs = Array.from(
    { length: count },
    () => `${JSON.stringify(pick(next, words))}:${json(next, depth - 1)}`,
  );
  return `{${pairs.join(",")}}`;
}

function noise(next: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));
}

function body(next: Random): Buffer {
  const kind = next();
  if (kind < 0.4) return Buffer.from(json(next, 5));
  if (kind < 0.5) return Buffer.from("[".repeat(5000 + Math.floor(next() * 5000)));
  if (kind < 0.6)
    return Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="${pick(next, words)}"; filename="x"\r\n\r\n${json(next, 2)}\r\n--b--`,
    );
  if (kind < 0.7) return Buffer.from(`${pick(next, words)}=${pick(next, scalars)}&${pick(next, words)}=%zz`);
  return noise(next, Math.floor(next() * 400));
}

function target(next: Random): string {
  const path =
    next() < 0.8
      ? pick(next, paths)
      : `/${noise(next, 12)
          .toString("latin1")
          .replace(/[^!-~]/g, "x")}`;
  const query = Array.from(
    { length: Math.floor(next() * 4) },
    () => `${encodeURIComponent(pick(next, words))}=${pick(next, scalars).replace(/[^!-~]/g, "")}`,
  );
  return query.length > 0 ? `${path}?${query.join("&")}` : path;
}

/** The bytes of one request: mostly well formed around a senseless content, sometimes not even that. */
export function garbage(next: Random): Buffer {
  if (next() < 0.05) return noise(next, 1 + Math.floor(next() * 300));
  const content = body(next);
  const lies = next() < 0.05;
  const length = lies ? Math.floor(next() * 1000) : content.length;
  const headers = [
    `${pick(next, methods)} ${target(next)} HTTP/1.1`,
    "Host: a",
    `Content-Type: ${pick(next, types)}`,
    next() < 0.1 ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`,
    `h: ${pick(next, scalars)}`,
    `Cookie: c=${pick(next, scalars)}; ${pick(next, ["a", "=", "x=y=z", '"'])}`,
    "Connection: close",
  ];
  return Buffer.concat([Buffer.from(`${headers.join("\r\n")}\r\n\r\n`, "latin1"), content]);
}

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Check,
  type Depends,
  DiagnosticError,
  type Field,
  type Int,
  Millrace,
  type Query,
} from "../../src/index.ts";

interface Size {
  /** @default "x" */
  width?: number;
  /** @default 3 */
  height?: number;
}

interface Fitting {
  /** @default "5" */
  count?: Int;
  /** @default [] */
  tags?: string[];
  /** @default null */
  note?: string | null;
  /** @default {"width": 1} */
  size?: { width: number };
  /** @default -1 */
  checked?: Check<number, typeof positive>;
  next?: Fitting;
}

interface Circle {
  /** @default {"radius": "wide"} */
  inner?: Circle;
  radius: number;
}

function positive(value: number): void {
  if (value < 0) throw new Error("must be positive");
}

function mistakes(register: (app: Millrace) => void): string[] {
  try {
    register(new Millrace());
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  }
  return [];
}

const width =
  'MR109: The default "x" of the property "width" of Size is not of its type, number: ' +
  "Input should be a valid number, unable to parse string as a number.";

test("a default that is not of its type is the author's mistake, each time that it is met", () => {
  assert.deepEqual(
    mistakes((app) => app.post("/sizes", (size: Size) => size.height)),
    [width],
  );
  assert.deepEqual(
    mistakes((app) => app.get("/sizes", (sizes: Query<Size>) => sizes.height)),
    [width],
  );
  assert.deepEqual(
    mistakes((app) => app.get("/sizes", (): Size[] => [])),
    [width],
  );
  assert.deepEqual(
    mistakes((app) => app.post("/circles", (circle: Circle) => circle.radius)),
    [
      'MR109: The default {"radius":"wide"} of the property "inner" of Circle is not of its type, Circle: ' +
        "Input should be a valid number, unable to parse string as a number.",
    ],
  );
});

test("it says where the type is used", () => {
  assert.throws(
    () => new Millrace().post("/sizes", (size: Size) => size.height),
    (error) => error instanceof DiagnosticError && /defaults\.test\.ts:\d+:\d+/.test(error.message),
  );
});

test("constraints hold for defaults", () => {
  assert.deepEqual(
    mistakes((app) =>
      app.post("/", (item: { level?: Field<Int, { minimum: 1; default: 0 }> }) => item.level),
    ),
    [
      'MR109: The default 0 of the property "level" of the parameter "item" is not of its type, integer: ' +
        "Input should be greater than or equal to 1.",
    ],
  );
});

test("what a parameter is given where nothing is sent is of its type, too", () => {
  assert.deepEqual(
    mistakes((app) => app.get("/", (page: Query<Int, { minimum: 5 }> = 1) => page)),
    [
      'MR109: The default 1 of the parameter "page" is not of its type, integer: ' +
        "Input should be greater than or equal to 5.",
    ],
  );
  const paged = (size: Query<Int, { maximum: 100 }> = 500): number => size;
  assert.match(
    mistakes((app) => app.get("/", (size: Depends<typeof paged>) => size)).join(),
    /^MR109: The default 500 of the parameter "size"/,
  );
  assert.deepEqual(
    mistakes((app) =>
      app.get(
        "/",
        (
          _page: Query<Int, { minimum: 5 }> = 5,
          _names: Query<Set<string>> = new Set(),
          _sort: Query<"up" | "down"> = "up",
          _checked: Query<Check<number, typeof positive>> = -1,
          _since: Query<Date> = new Date(),
          _note: Query<string | null, { minLength: 3 }> = null,
          _amount: Query<bigint> = 5n,
        ) => 1,
      ),
    ),
    [],
  );
});

test("what fits after coercion fits, checks are not asked, and inferred results are not looked at", () => {
  assert.deepEqual(
    mistakes((app) => app.post("/", (item: Fitting) => item.count)),
    [],
  );
  const sizes: Size[] = [];
  assert.deepEqual(
    mistakes((app) => app.get("/", () => sizes)),
    [],
  );
});

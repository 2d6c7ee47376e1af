import assert from "node:assert/strict";
import { test } from "node:test";
import { Millrace } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

/** What users of typia reported, as requests: the shapes are those of its issues, the values our own. */

interface Cat {
  type: "cat";
  lives: number;
}
interface Dog {
  type: "dog";
  barks: boolean;
}
interface Moment {
  at: Date | string;
  span: Date | { from: Date; to?: Date };
  all: (Date | number)[];
}
interface Department {
  name: string;
  members: (Employee | Team)[];
}
interface Employee {
  id: number;
  department?: Department;
}
interface Team {
  lead: Employee;
  parts: Record<string, Team | Department>;
}
type Tree<T> = { value: T; children: Tree<T>[] };

const app = new Millrace();
app.post("/pets", (pets: (Cat | Dog)[] | [Cat, ...Dog[]]) => pets);
app.post("/either", (either: Cat[] | Dog[] | null) => either);
app.post("/moment", (moment: Moment) => ({
  at: moment.at instanceof Date,
  span: moment.span instanceof Date ? "date" : moment.span.from instanceof Date,
  all: moment.all.map((one) => (one instanceof Date ? "date" : one)),
}));
app.post("/department", (department: Department): Department => department);
app.post("/tree", (tree: Tree<string | Tree<Date>>): Tree<string | Tree<Date>> => tree);

async function post(path: string, json: unknown): Promise<{ status: number; body: unknown }> {
  await using client = new TestClient(app);
  const response = await client.post(path, { json });
  return { status: response.status, body: await response.json() };
}

const cat = { type: "cat", lives: 9 };
const dog = { type: "dog", barks: true };

test("each element of an array of a union is checked by itself (typia#885)", async () => {
  assert.deepEqual(await post("/pets", [cat, dog, cat]), { status: 200, body: [cat, dog, cat] });
  for (const wrong of [
    [cat, { type: "dog", lives: 9 }],
    [cat, { type: "cat", barks: true }],
    [{ type: "cow" }],
    [cat, 3],
  ]) {
    assert.equal((await post("/pets", wrong)).status, 422, JSON.stringify(wrong));
  }
  assert.deepEqual((await post("/either", [dog, dog])).body, [dog, dog]);
  assert.equal((await post("/either", [cat, dog])).status, 422);
  assert.equal((await post("/either", null)).status, 200);
});

test("a union with Date holds dates, and what else it holds (typia#734)", async () => {
  const date = "2026-11-22T10:00:00Z";
  assert.deepEqual((await post("/moment", { at: date, span: date, all: [date, 5] })).body, {
    // A text is a text before it is a date, as in pydantic.
    at: false,
    span: "date",
    all: ["date", 5],
  });
  assert.deepEqual((await post("/moment", { at: "soon", span: { from: date }, all: [] })).body, {
    at: false,
    span: true,
    all: [],
  });
  assert.equal((await post("/moment", { at: date, span: { to: date }, all: [] })).status, 422);
  assert.equal((await post("/moment", { at: date, span: date, all: ["never"] })).status, 422);
});

test("types that lead to each other are followed as deep as the value goes (typia#347)", async () => {
  const department = {
    name: "mills",
    members: [
      { id: 1, department: { name: "wind", members: [] } },
      { lead: { id: 2 }, parts: { a: { lead: { id: 3 }, parts: {} }, b: { name: "water", members: [] } } },
    ],
  };
  assert.deepEqual(await post("/department", department), { status: 200, body: department });
  const wrong = structuredClone(department);
  (wrong.members[1] as { parts: { b: { name: unknown } } }).parts.b.name = 5;
  assert.equal((await post("/department", wrong)).status, 422);
});

test("a generic type that holds itself in another form needs nothing at run time (typia#2331, typia#2385)", async () => {
  const date = "2026-11-22T10:00:00Z";
  const tree = {
    value: { value: date, children: [{ value: date, children: [] }] },
    children: [{ value: "leaf", children: [] }],
  };
  assert.deepEqual(await post("/tree", tree), { status: 200, body: tree });
  assert.equal(
    (await post("/tree", { value: { value: "no date", children: [] }, children: [] })).status,
    422,
  );
});

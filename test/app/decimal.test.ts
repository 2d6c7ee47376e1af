import assert from "node:assert/strict";
import { test } from "node:test";
import { type Decimal, Millrace } from "../../src/index.ts";
import { TestClient } from "../../src/testing/index.ts";

interface Price {
  amount: Decimal;
  discount?: Decimal | null;
}

const app = new Millrace();
app.post("/prices", (price: Price): Price => price);
app.get("/rounded", (amount: Decimal) => ({ amount }));
const client = new TestClient(app);

async function amountOf(json: string): Promise<unknown> {
  const response = await client.post("/prices", {
    body: `{"amount":${json}}`,
    headers: { "content-type": "application/json" },
  });
  const body = (await response.json()) as {
    amount: unknown;
    detail: { type: string; msg: string; input: unknown }[];
  };
  return response.status === 200
    ? body.amount
    : body.detail.map(({ type, msg, input }) => [type, msg, input]);
}

test("a decimal is the text of its digits, however it was sent", async () => {
  const cases = [
    ["1", "1"],
    ["1.5", "1.5"],
    ["0.1", "0.1"],
    ["1e3", "1000"],
    ["1e-7", "0.0000001"],
    ['"1.50"', "1.50"],
    ['" -1.5 "', "-1.5"],
    ['"1_000"', "1000"],
    ['"1e5"', "1e5"],
    ['"12345678901234567890.12345678901234567890"', "12345678901234567890.12345678901234567890"],
  ] as const;
  for (const [json, text] of cases) assert.equal(await amountOf(json), text);
});

test("what is none is refused in pydantic's words", async () => {
  const parsing = "Input should be a valid decimal";
  for (const text of ["x", "", "1.2.3", "--1"]) {
    assert.deepEqual(await amountOf(JSON.stringify(text)), [["decimal_parsing", parsing, text]]);
  }
  const wrongType = "Decimal input should be an integer, float, string or Decimal object";
  for (const value of [true, null, [], {}]) {
    assert.deepEqual(await amountOf(JSON.stringify(value)), [["decimal_type", wrongType, value]]);
  }
  for (const text of ["NaN", "-inf", "Infinity"]) {
    assert.deepEqual(await amountOf(JSON.stringify(text)), [
      ["finite_number", "Input should be a finite number", text],
    ]);
  }
  const [[type]] = (await amountOf("12345678901234567890")) as [[string]];
  assert.equal(type, "int_parsing_size");
});

test("it may stand in a query, beside null, and in a document as FastAPI writes it", async () => {
  assert.deepEqual(await (await client.get("/rounded?amount=1.10")).json(), { amount: "1.10" });
  assert.equal((await client.get("/rounded?amount=x")).status, 422);
  const response = await client.post("/prices", { json: { amount: 1, discount: null } });
  assert.deepEqual(await response.json(), { amount: "1", discount: null });
  const number = { type: "number" };
  const text = { type: "string", pattern: String.raw`^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$` };
  const { components } = app.openapi() as unknown as {
    components: { schemas: { Price: { properties: { amount: unknown } } } };
  };
  assert.deepEqual(components.schemas.Price.properties.amount, { anyOf: [number, text], title: "Amount" });
});

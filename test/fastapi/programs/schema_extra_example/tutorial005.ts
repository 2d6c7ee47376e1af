import { fastapiUniqueId, Millrace } from "millrace";
import type { Body, Int } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

class Item {
  name!: string;
  description: string | null = null;
  price!: number;
  tax: number | null = null;
}

type ItemBody = Body<
  Item,
  {
    openapiExamples: {
      normal: {
        summary: "A normal example";
        description: "A **normal** item works correctly.";
        value: { name: "Foo"; description: "A very nice Item"; price: 35.4; tax: 3.2 };
      };
      converted: {
        summary: "An example with converted data";
        description: "FastAPI can convert price `strings` to actual `numbers` automatically";
        value: { name: "Bar"; price: "35.4" };
      };
      invalid: {
        summary: "Invalid data is rejected with an error";
        value: { name: "Baz"; price: "thirty five point four" };
      };
    };
  }
>;

app.put("/items/{item_id}", async function update_item(item_id: Int, item: ItemBody): Promise<unknown> {
  return { item_id, item };
});

export default app;

import assert from "node:assert/strict";
import { test } from "node:test";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { z } from "zod";
import { Millrace } from "../../src/index.ts";
import type { Body } from "../../src/index.ts";

const ZodEvent = z.object({
  title: z.string().min(3),
  at: z.coerce.date(),
  days: z.array(z.object({ on: z.date(), hours: z.number().max(24) })).optional(),
});
const ValibotEvent = toStandardJsonSchema(
  v.object({ title: v.pipe(v.string(), v.minLength(3)), at: v.date() }),
);
const ArkEvent = type({ title: "string >= 3", at: "Date" });

const schemas = new Millrace();
schemas.post("/events/zod", (event: Body<typeof ZodEvent>) => event.title);
schemas.post("/events/valibot", (event: Body<typeof ValibotEvent>) => event.title);
schemas.post("/events/ark", (event: Body<typeof ArkEvent>) => event.title);

test("a part that has no JSON Schema leaves those of the others, and is told of as TypeScript knows it", () => {
  const { components } = schemas.openapi() as unknown as {
    components: { schemas: Record<string, { properties: Record<string, unknown>; required: unknown }> };
  };
  const at = { type: "string", format: "date-time" };
  for (const name of ["ZodEvent", "ValibotEvent", "ArkEvent"]) {
    const found = components.schemas[name];
    assert.deepEqual(found?.properties["title"], { type: "string", minLength: 3 }, name);
    assert.deepEqual(
      found?.required,
      ["title", "at"].toSorted(name === "ArkEvent" ? undefined : () => 0),
      name,
    );
    if (name !== "ZodEvent") assert.deepEqual(found?.properties["at"], at, name);
  }
  assert.deepEqual(components.schemas["ZodEvent"]?.properties["days"], {
    type: "array",
    items: {
      type: "object",
      properties: { on: at, hours: { type: "number", maximum: 24 } },
      required: ["on", "hours"],
    },
  });
});

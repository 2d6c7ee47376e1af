import { Millrace } from "millrace";
import type { Decimal } from "./decimal.ts";
import type { users } from "./tables.ts";

const app = new Millrace();

// Drizzle: rows inferred from a table.
type User = typeof users.$inferSelect;
type NewUser = typeof users.$inferInsert;

app.post("/users", (user: NewUser): User => ({ ...user, id: 1, bio: null, role: "user", createdAt: new Date() }));
app.patch("/users", (change: Partial<NewUser>): Pick<User, "id" | "createdAt">[] => [{ id: 1, createdAt: change.createdAt ?? new Date() }]);

// Prisma: rows computed from a payload and what was selected of it.
interface OrderPayload {
  name: "Order";
  scalars: {
    id: number;
    total: Decimal;
    note: string | null;
    placedAt: Date;
    paidAt: Date | null;
    data: JsonValue;
    key: Uint8Array;
    count: bigint;
  };
  objects: { lines: LinePayload[]; buyer: BuyerPayload | null };
}
interface LinePayload {
  name: "Line";
  scalars: { sku: string; price: Decimal };
  objects: {};
}
interface BuyerPayload {
  name: "Buyer";
  scalars: { email: string };
  objects: { orders: OrderPayload[] };
}
type JsonValue = string | number | boolean | { [Key in string]?: JsonValue } | JsonValue[] | null;

type Payload = { scalars: object; objects: object };
type Result<P extends Payload, S> = S extends { select: infer Selected }
  ? {
      [K in keyof Selected as Selected[K] extends true ? K : never]: K extends keyof P["scalars"]
        ? P["scalars"][K]
        : K extends keyof P["objects"]
          ? Related<P["objects"][K]>
          : never;
    }
  : P["scalars"] & {};
type Related<O> = O extends (infer E extends Payload)[] ? E["scalars"][] : O extends Payload ? O["scalars"] : null;

type Order = Result<OrderPayload, {}>;
type OrderWithLines = Result<OrderPayload, { select: { id: true; total: true; note: false; lines: true; buyer: true } }>;

app.get("/orders/{id}", (id: number): Order => ({ id }) as Order);
app.get("/orders", (): OrderWithLines[] => []);
app.get("/inferred", () => [] as OrderWithLines[]);

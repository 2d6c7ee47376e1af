import { Millrace } from "millrace";

const app = new Millrace();

// Values of JSON, written in each of the ways that people write them.
type JsonValue = string | number | boolean | null | JsonObject | JsonArray;
interface JsonObject {
  [key: string]: JsonValue;
}
interface JsonArray extends Array<JsonValue> {}

type Inline = string | { [key: string]: Inline } | readonly Inline[];
type Optional = null | string | { [key: string]: Optional | undefined } | Optional[];
type Recorded = number | Record<string, number> | { nested: Recorded }[];

interface Document {
  id: string;
  content: JsonValue;
  meta?: Record<string, JsonValue>;
}

app.post("/json", (document: Document, values: JsonValue[]): Document => ({ ...document, content: values }));
app.post("/more", (inline: Inline, optional: Optional, recorded: Recorded) => [inline, optional, recorded]);

// Unions in arrays, and arrays in unions.
interface Cat {
  type: "cat";
  lives: number;
}
interface Dog {
  type: "dog";
  barks: boolean;
}
interface Fish {
  fins: number;
}

app.post("/pets", (pets: (Cat | Dog)[], loose: Array<Cat | Fish | string>, either: Cat[] | Dog[] | null) => [pets, loose, either]);
app.post("/tuples", (pairs: ([string, Cat] | [number, Dog])[], sets: Set<Cat | Dog>) => [pairs, sets]);

// Dates among other things.
interface Event {
  at: Date | string;
  until: Date | null;
  span: Date | { from: Date; to?: Date };
  moments: (Date | number)[];
  by: Map<string, Date | undefined>;
}

app.post("/dates", (event: Event): Event => event);

// Types that lead to each other, also through unions and generics.
interface Department {
  name: string;
  parent: Department | null;
  members: (Employee | Team)[];
}
interface Employee {
  department?: Department;
  reports: List<Employee>;
}
interface Team {
  lead: Employee;
  parts: Record<string, Team | Department>;
}
interface List<T> {
  head: T;
  tail: List<T> | null;
}

app.post("/departments", (department: Department, employees: List<Employee>): Team => ({ lead: employees.head, parts: { department } }));

// Expressions, as parsers make them.
type Expression = { op: "+" | "*"; left: Expression; right: Expression } | { op: "-"; operand: Expression } | number;

app.post("/expressions", (expression: Expression) => expression);

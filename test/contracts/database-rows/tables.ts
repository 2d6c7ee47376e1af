interface ColumnConfig {
  data: unknown;
  notNull: boolean;
  hasDefault: boolean;
}

/** A column as Drizzle types it. */
interface Column<T extends ColumnConfig> {
  _: T;
  notNull(): Column<T & { notNull: true }>;
  default(value: T["data"]): Column<Omit<T, "hasDefault"> & { hasDefault: true }>;
}

type Row<C extends Record<string, Column<ColumnConfig>>> = {
  [K in keyof C]: C[K]["_"]["notNull"] extends true ? C[K]["_"]["data"] : C[K]["_"]["data"] | null;
} & {};

type RequiredKeys<C extends Record<string, Column<ColumnConfig>>> = {
  [K in keyof C]: C[K]["_"]["notNull"] extends true ? (C[K]["_"]["hasDefault"] extends true ? never : K) : never;
}[keyof C];

type Insert<C extends Record<string, Column<ColumnConfig>>> = {
  [K in RequiredKeys<C> & string]: Row<C>[K];
} & {
  [K in Exclude<keyof C, RequiredKeys<C>> & string]?: Row<C>[K];
} extends infer O ? { [K in keyof O]: O[K] } : never;

interface Table<C extends Record<string, Column<ColumnConfig>>> {
  readonly $inferSelect: Row<C>;
  readonly $inferInsert: Insert<C>;
}

declare function table<C extends Record<string, Column<any>>>(name: string, columns: C): Table<C>;
declare function text(): Column<{ data: string; notNull: false; hasDefault: false }>;
declare function required<D>(): Column<{ data: D; notNull: true; hasDefault: false }>;
declare function filled<D>(): Column<{ data: D; notNull: true; hasDefault: true }>;

export const users = table("users", {
  id: filled<number>(),
  name: required<string>(),
  bio: text(),
  role: filled<"user" | "admin">(),
  createdAt: filled<Date>(),
  settings: required<{ theme: "dark" | "light"; tags: string[] }>(),
});

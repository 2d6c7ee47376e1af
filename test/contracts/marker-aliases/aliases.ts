import type { Header, Int, Query } from "millrace";

export type Search = Query<string, { minLength: 3 }>;
export type Limit = Query<Int, { maximum: 100 }> | undefined;
export type Named<T> = Query<T, { alias: "n" }>;
export type Token<M> = Header<string, M>;

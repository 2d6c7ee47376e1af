import { Millrace } from "millrace";
import type { Int, Query } from "millrace";

const app = new Millrace();

app.get("/{id}", (id: Int, page: Query<Int, { minimum: 1 }>, rest?: Int[]): Int => id + page + (rest?.length ?? 0));

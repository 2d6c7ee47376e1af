import { Millrace } from "millrace";
import type { Depends, Handler, Int } from "millrace";

const app = new Millrace();

function getUser(id: Int) {
  return { id };
}

function getName(q: string) {
  return q;
}

const untyped: Handler = getUser;
const anything: any = getUser;
const maybe: typeof getUser | undefined = Math.random() < 1 ? getUser : undefined;
const either = Math.random() < 1 ? getUser : getName;
const some = { either };

const counted =
  <A extends unknown[], R>(read: (...args: A) => R) =>
  (...args: A): R =>
    read(...args);
const countedUser = counted(getUser);
const boundUser = getUser.bind(null, 1);

app.get("/untyped", (value: Depends<typeof untyped>) => value);
app.get("/anything", (value: Depends<typeof anything>) => value);
app.get("/maybe", (value: Depends<typeof maybe>) => value);
app.get("/either", (value: Depends<typeof either>) => value);
app.get("/some", (value: Depends<typeof some.either>) => value);
app.get("/counted", (value: Depends<typeof countedUser>) => value);
app.get("/bound", (value: Depends<typeof boundUser>) => value);

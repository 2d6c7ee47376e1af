import { Millrace } from "millrace";

const app = new Millrace({ title: "JavaScript" });

/**
 * Say hello.
 * @param {string} name Who is greeted.
 * @param {import("millrace").Query<import("millrace").Int, { minimum: 1, maximum: 9 }>} times
 */
function hello(name, times = 1) {
  return { greetings: Array.from({ length: times }, () => `Hello ${name}`) };
}

app.get("/hello/{name}", hello);

export default app;

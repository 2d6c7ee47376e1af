import { Millrace } from "millrace";
import type { Depends, Int } from "millrace";

async function common_parameters(q: string | null = null, skip: Int = 0, limit: Int = 100) {
  return { q, skip, limit };
}

type Commons = Depends<typeof common_parameters>;

function program(): Millrace {
  const app = new Millrace();
  app.get("/items/", (commons: Commons) => ({ message: "Hello Items!", params: commons }));
  app.get("/users/", (commons: Commons) => ({ message: "Hello Users!", params: commons }));
  return app;
}

const app = program();
app.dependencyOverrides.set(common_parameters, async (q: string | null = null) => ({
  q,
  skip: 5,
  limit: 10,
}));

export default app;

export const variants = {
  "test_normal_app[tutorial001_an_py310]": program(),
  "test_normal_app[tutorial001_py310]": program(),
};

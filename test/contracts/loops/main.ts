import { Millrace } from "millrace";

const app = new Millrace();

for (const name of ["a", "b"]) {
  app.get(`/${name}/{id}`, (id: string) => name + id);
}

const prefix = String(process.env["PREFIX"]);
app.get(prefix + "/{id}", (id: number) => id);

const handlers = [(a: string) => a, (b: number) => b];
for (const [index, handler] of handlers.entries()) app.get(`/list/${index}`, handler);

const table = {
  "/x": (x: string) => x,
  "/y": (y: number, z?: boolean) => [y, z],
};
for (const [path, handler] of Object.entries(table)) app.get(path, handler);

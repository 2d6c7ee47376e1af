import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({
  title: "Custom title",
  version: "2.5.0",
  summary: "This is a very custom OpenAPI schema",
  description: "Here's a longer description of the custom **OpenAPI** schema",
  generateUniqueId: fastapiUniqueId,
});

app.get("/items/", function read_items(): unknown {
  return [{ name: "Foo" }];
});

const document = app.openapi();

app.openapi = () => ({
  ...document,
  info: {
    ...document.info,
    "x-logo": { url: "https://fastapi.tiangolo.com/img/logo-margin/logo-teal.png" },
  },
});

export default app;

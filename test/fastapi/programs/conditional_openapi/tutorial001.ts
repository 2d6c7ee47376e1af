import { fastapiUniqueId, Millrace } from "millrace";

interface Settings {
  readonly openapiUrl: string | null;
}

function appWith({ openapiUrl }: Settings) {
  const app = new Millrace({
    title: "FastAPI",
    version: "0.1.0",
    openapiUrl,
    generateUniqueId: fastapiUniqueId,
  });

  app.get("/", function root(): unknown {
    return { message: "Hello World" };
  });

  return app;
}

export default appWith({ openapiUrl: "/openapi.json" });

export const variants = { test_disable_openapi: appWith({ openapiUrl: null }) };

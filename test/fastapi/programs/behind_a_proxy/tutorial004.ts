import { type Connection, fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  generateUniqueId: fastapiUniqueId,
  servers: [
    { url: "https://stag.example.com", description: "Staging environment" },
    { url: "https://prod.example.com", description: "Production environment" },
  ],
  rootPath: "/api/v1",
  rootPathInServers: false,
});

app.get("/app", function read_main({ rootPath }: Connection): unknown {
  return { message: "Hello World", root_path: rootPath };
});

export default app;

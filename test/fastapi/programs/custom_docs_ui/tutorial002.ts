import {
  fastapiUniqueId,
  HTMLResponse,
  Millrace,
  oauth2RedirectPage,
  redocPage,
  swaggerUIPage,
} from "millrace";

const title = "FastAPI";
const openapiUrl = "/openapi.json";
const oauth2RedirectUrl = "/docs/oauth2-redirect";

const app = new Millrace({
  title,
  version: "0.1.0",
  openapiUrl,
  docsUrl: null,
  redocUrl: null,
  generateUniqueId: fastapiUniqueId,
});

app.get("/docs", { includeInSchema: false }, function custom_swagger_ui_html() {
  return new HTMLResponse(
    swaggerUIPage({
      openapiUrl,
      title: `${title} - Swagger UI`,
      oauth2RedirectUrl,
      scriptUrl: "/static/swagger-ui-bundle.js",
      styleUrl: "/static/swagger-ui.css",
    }),
  );
});

app.get(oauth2RedirectUrl, { includeInSchema: false }, function swagger_ui_redirect() {
  return new HTMLResponse(oauth2RedirectPage());
});

app.get("/redoc", { includeInSchema: false }, function redoc_html() {
  return new HTMLResponse(
    redocPage({
      openapiUrl,
      title: `${title} - ReDoc`,
      scriptUrl: "/static/redoc.standalone.js",
    }),
  );
});

app.get("/users/{username}", function read_user(username: string): unknown {
  return { message: `Hello ${username}` };
});

export default app;

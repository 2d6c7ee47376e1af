import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({
  title: "FastAPI",
  version: "0.1.0",
  openapiTags: [
    { name: "users", description: "Operations with users. The **login** logic is also here." },
    {
      name: "items",
      description: "Manage items. So _fancy_ they have their own docs.",
      externalDocs: { description: "Items external docs", url: "https://fastapi.tiangolo.com/" },
    },
  ],
  generateUniqueId: fastapiUniqueId,
});

app.get("/users/", { tags: ["users"] }, function get_users(): unknown {
  return [{ name: "Harry" }, { name: "Ron" }];
});

app.get("/items/", { tags: ["items"] }, function get_items(): unknown {
  return [{ name: "wand" }, { name: "flying broom" }];
});

export default app;

import { BaseResponse, Millrace } from "millrace";

const app = new Millrace();

class IndentedJSONResponse extends BaseResponse {
  static override readonly mediaType = "application/json";

  constructor(content: unknown) {
    super(JSON.stringify(content, null, 2), { mediaType: IndentedJSONResponse.mediaType });
  }
}

app.get("/", { responseClass: IndentedJSONResponse }, async () => ({ message: "Hello World" }));

export default app;

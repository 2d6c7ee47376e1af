import { Millrace, Router } from "millrace";
import type { Header } from "millrace";
import { audit } from "./audit.ts";

const app = new Millrace();

function verify(token: Header<string, { alias: "x-token" }>) {
  if (token !== "secret") throw new Error("no");
}

const shared = { dependencies: [audit], tags: ["a"] };

const router = new Router({ prefix: "/items", dependencies: [verify] });

router.get("/", { dependencies: [verify, (q?: string) => q] }, () => "a");
app.get("/", shared, () => "b");
app.includeRouter(router, { dependencies: [audit] });

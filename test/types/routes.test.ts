import { test } from "node:test";
import {
  FileResponse,
  HTMLResponse,
  HTTPException,
  type HTTPExceptionOptions,
  JSONResponse,
  Millrace,
  type MillraceOptions,
  RedirectResponse,
  Reply,
  Router,
  type RouteOptions,
} from "millrace";
import type { Handler } from "millrace";
import { holds, type Same } from "./equality.ts";

// What is wrong here is found by `tsc`: a line under `@ts-expect-error` must be an error, and every other line none.
// The functions are not called, since their mistakes would be made.

const app = new Millrace({ title: "Types" });
const router = new Router({ prefix: "/types", tags: ["types"] });
const notAFunction = 5;

test("routes take a path, options and a function", () => {
  holds<[Same<ReturnType<typeof app.get>, Millrace>, Same<ReturnType<typeof router.post>, Router>]>();
});

export function rightRoutes(): void {
  app.get("/", () => 1).post("/", { status: 201, tags: ["a"], deprecated: true }, async () => "made");
  app.put("/", Reply).on(["GET", "POST"], "/both", function* () {});
  app.get(
    "/checked",
    { dependencies: [() => 1, Reply], responses: { 404: { description: "None" } } },
    () => 1,
  );
  app.includeRouter(router, { prefix: "/v2" }).state["database"] = 1;
  app.get("/page", { responseClass: HTMLResponse, heartbeat: 5 }, () => "<p>");
  const versioned = <F extends Handler>(path: string, handler: F): F => {
    router.get(path, handler);
    return handler;
  };
  const same: (a: number) => number = versioned("/square", (a: number) => a * a);
  void same;
}

export function wrongRoutes(): void {
  // @ts-expect-error -- text is no handler
  app.get("/", "hello");
  // @ts-expect-error -- the handler is missing
  app.get("/");
  // @ts-expect-error -- options stand before the handler
  app.get("/", () => 1, { status: 201 });
  // @ts-expect-error -- a path is text
  app.get(/items/, () => 1);
  // @ts-expect-error -- several methods are a list
  app.on("GET", "/", () => 1);
  // @ts-expect-error -- there is no such method of HTTP
  app.fetchAll("/", () => 1);
  // @ts-expect-error -- a router is included, not its class
  app.includeRouter(Router);
}

export function wrongOptions(): void {
  app.get(
    "/misspelt",
    {
      // @ts-expect-error -- it is `status`
      statusCode: 201,
    },
    () => 1,
  );
  app.post(
    "/text",
    {
      // @ts-expect-error -- a status is a number
      status: "201",
    },
    () => 1,
  );
  app.put(
    "/number",
    {
      dependencies: [
        // @ts-expect-error -- a dependency is a function
        notAFunction,
      ],
    },
    () => 1,
  );
  router.patch(
    "/described",
    {
      // @ts-expect-error -- a response is described by an object
      responses: { 404: "Not found" },
    },
    () => 1,
  );
  router.delete(
    "/class",
    {
      // @ts-expect-error -- an instance is no class of responses
      responseClass: new HTMLResponse(""),
    },
    () => 1,
  );
  // @ts-expect-error -- what is not said is left out
  const unsaid: RouteOptions = { status: undefined };
  // @ts-expect-error -- tags are a list
  const tags: RouteOptions = { tags: "items" };
  void [unsaid, tags];
}

export function wrongApps(): void {
  // @ts-expect-error -- it is `title`
  void new Millrace({ name: "Shop" });
  // @ts-expect-error -- a version is text
  const version: MillraceOptions = { version: 2 };
  // @ts-expect-error -- `null` turns the pages off
  const docs: MillraceOptions = { docsUrl: false };
  // @ts-expect-error -- a prefix is text
  void new Router({ prefix: ["items"] });
  // @ts-expect-error -- it takes an operation and gives text
  const ids: MillraceOptions = { generateUniqueId: () => 5 };
  // @ts-expect-error -- routes are listed, not registered, here
  app.routes.push({ methods: ["GET"], path: "/", name: "root" });
  void [version, docs, ids];
}

export function replies(reply: Reply): void {
  reply.status = 201;
  reply.headers.set("x-mill", "race");
  reply
    .setCookie("a", "b", { httpOnly: true, sameSite: "strict", maxAge: 5 })
    .deleteCookie("c", { path: "/" });
  // @ts-expect-error -- a status is a number
  reply.status = "201";
  // @ts-expect-error -- a cookie has a value
  reply.setCookie("a");
  // @ts-expect-error -- a cookie's value is text
  reply.setCookie("a", 5);
  // @ts-expect-error -- it is `httpOnly`
  reply.setCookie("a", "b", { httponly: true });
  // @ts-expect-error -- there are `strict`, `lax` and `none`
  reply.setCookie("a", "b", { sameSite: "sometimes" });
  // @ts-expect-error -- a header's value is text
  reply.headers.set("x-count", 5);
  // @ts-expect-error -- the list of headers stays the same
  reply.headers = new Headers();
  // @ts-expect-error -- a reply has no body: return it
  reply.send("hello");
}

export function answers(): unknown[] {
  const options: HTTPExceptionOptions = { headers: { "www-authenticate": "Bearer" } };
  return [
    new HTTPException(404, { error: "none" }, options),
    new RedirectResponse(new URL("https://mills.example"), { status: 301 }),
    new FileResponse("mill.png", { filename: "mill.png", disposition: "inline" }),
    // @ts-expect-error -- a status is a number
    new HTTPException("404"),
    // @ts-expect-error -- headers have their own key
    new HTTPException(401, "Log in", { "www-authenticate": "Bearer" }),
    // @ts-expect-error -- it is `status`
    new JSONResponse({}, { statusCode: 201 }),
    // @ts-expect-error -- a response needs its content
    new HTMLResponse(),
    // @ts-expect-error -- a redirect leads somewhere
    new RedirectResponse(307),
    // @ts-expect-error -- there are `attachment` and `inline`
    new FileResponse("mill.png", { disposition: "save" }),
  ];
}

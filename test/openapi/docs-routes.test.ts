import assert from "node:assert/strict";
import { test } from "node:test";
import type { DocsOptions, DocsRoute } from "../../src/openapi/docs-routes.ts";
import { docsRoutes } from "../../src/openapi/docs-routes.ts";
import type { OpenAPIDocument } from "../../src/openapi/document.ts";
import { openapiDocument } from "../../src/openapi/document.ts";

const document = openapiDocument({ title: "Shop", version: "1" }, []);

function routesOf(options: Partial<DocsOptions> = {}): ReadonlyMap<string, DocsRoute> {
  const routes = docsRoutes({ title: "Shop", document: () => document, ...options });
  return new Map(routes.map((route) => [route.path, route]));
}

function bodyOf(routes: ReadonlyMap<string, DocsRoute>, path: string): string {
  const answer = routes.get(path)?.answer({ rootPath: "" }) ?? assert.fail(`no ${path}`);
  return Buffer.from(answer.body as string).toString();
}

/** Every URL that a page speaks of, resolved as a browser does. */
function urlsOf(page: string, path: string): string[] {
  const urls = page.matchAll(/(?:src|href)="(?!data:)([^"]+)"|(?:url: |init\(|new URL\()"([^"]+)"/g);
  return Array.from(urls, ([, attribute, script]) => {
    const url = new URL(attribute ?? script ?? "", `http://host${path}`);
    assert.equal(url.host, "host");
    return url.pathname;
  });
}

test("the routes are FastAPI's, and the files of the pages", () => {
  assert.deepEqual(Array.from(routesOf().keys()), [
    "/openapi.json",
    "/docs",
    "/docs/assets/swagger-ui-bundle.js",
    "/docs/assets/swagger-ui.css",
    "/docs/assets/swagger-ui-streams.js",
    "/docs/oauth2-redirect",
    "/redoc",
    "/redoc/assets/redoc.standalone.js",
  ]);
});

test("every URL of every page is a route", () => {
  const everywhere: Partial<DocsOptions>[] = [
    {},
    { openapiUrl: "/api/v1/openapi.json", docsUrl: "/", redocUrl: "/help/redoc" },
    { docsUrl: "/a/b/docs", swaggerUIOAuth2RedirectUrl: "/back/here" },
  ];
  for (const options of everywhere) {
    const routes = routesOf(options);
    const { docsUrl = "/docs", redocUrl = "/redoc", openapiUrl = "/openapi.json" } = options;
    for (const page of [docsUrl, redocUrl] as string[]) {
      const urls = urlsOf(bodyOf(routes, page), page);
      assert.ok(urls.length > 1 && urls.includes(openapiUrl as string), `${page}: ${urls.join(" ")}`);
      for (const url of urls) assert.ok(routes.has(url), `${page} speaks of ${url}`);
    }
  }
});

test("a page that is null is left out, and all of them with the document", () => {
  assert.deepEqual(Array.from(routesOf({ docsUrl: null, redocUrl: null }).keys()), ["/openapi.json"]);
  assert.equal(routesOf({ docsUrl: null }).has("/redoc/assets/redoc.standalone.js"), true);
  assert.equal(routesOf({ swaggerUIOAuth2RedirectUrl: null }).has("/docs/oauth2-redirect"), false);
  assert.deepEqual(docsRoutes({ title: "", document: () => document, openapiUrl: null }), []);
});

test("the document is written compactly, again only when it is another", () => {
  let current: OpenAPIDocument = document;
  const route = routesOf({ document: () => current }).get("/openapi.json");
  const first = route?.answer({ rootPath: "" });
  assert.deepEqual(first, { status: 200, mediaType: "application/json", body: JSON.stringify(document) });
  current = openapiDocument({ title: "Other", version: "1" }, []);
  assert.equal(route?.answer({ rootPath: "" }).body, JSON.stringify(current));
});

test("the page that a reader is sent back to holds the script that takes him in", () => {
  const page = bodyOf(routesOf(), "/docs/oauth2-redirect");
  assert.match(page, /<script>"use strict";[^<]*window\.opener\.swaggerUIRedirectOauth2/);
  assert.doesNotMatch(page, / src=/);
});

test("a file answers 304 to who has it", () => {
  const route = routesOf().get("/docs/assets/swagger-ui.css");
  const answer = route?.answer({ rootPath: "" });
  assert.equal(answer?.status, 200);
  assert.equal(answer?.mediaType, "text/css; charset=utf-8");
  const etag = answer?.headers?.["etag"] ?? "";
  assert.equal(route?.answer({ rootPath: "", ifNoneMatch: `W/"x", ${etag}` }).status, 304);
  assert.equal(route?.answer({ rootPath: "", ifNoneMatch: '"other"' }).status, 200);
});

test("no title and no parameter can leave its place in the page", () => {
  const evil = `</title></script><!--<script>alert("1")//'&`;
  const routes = routesOf({
    title: evil,
    swaggerUIParameters: { [evil]: evil },
    swaggerUIInitOAuth: { clientId: evil },
  });
  for (const path of ["/docs", "/redoc"]) {
    const page = bodyOf(routes, path);
    assert.equal(page.match(/<script>/g)?.length, 1);
    assert.equal(page.match(/<\/script>/g)?.length, path === "/docs" ? 3 : 2);
    assert.equal(page.match(/<\/title>/g)?.length, 1);
    assert.doesNotMatch(page, /<!--/);
    assert.match(page, /<title>&lt;\/title&gt;&lt;\/script&gt;/);
  }
});

test("Swagger UI is given FastAPI's parameters, the author's over them", () => {
  const page = bodyOf(
    routesOf({ swaggerUIParameters: { deepLinking: false, tryItOutEnabled: true } }),
    "/docs",
  );
  const given = JSON.parse(/\.\.\.(\{.*\}),/.exec(page)?.[1] ?? "null") as unknown;
  assert.deepEqual(given, {
    dom_id: "#swagger-ui",
    layout: "BaseLayout",
    deepLinking: false,
    showExtensions: true,
    showCommonExtensions: true,
    validatorUrl: null,
    tryItOutEnabled: true,
  });
  assert.match(page, /oauth2RedirectUrl: new URL\("docs\/oauth2-redirect", location\.href\)\.href,/);
  assert.match(
    bodyOf(routesOf({ swaggerUIInitOAuth: { clientId: "me" } }), "/docs"),
    /initOAuth\(\{"clientId":"me"\}\)/,
  );
});

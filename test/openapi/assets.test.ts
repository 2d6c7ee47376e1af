import assert from "node:assert/strict";
import { test } from "node:test";
import type { AssetName } from "../../src/openapi/assets.ts";
import { asset, assetSources } from "../../src/openapi/assets.ts";

for (const name of Object.keys(assetSources) as AssetName[]) {
  test(`${name} is found, and read once`, () => {
    const found = asset(name);
    assert.ok(found.bytes.byteLength > 500);
    assert.match(found.etag, /^"[\w-]{27}"$/);
    assert.match(found.mediaType, /^text\/(css|javascript); charset=utf-8$/);
    assert.equal(asset(name), found);
  });

  test(`${name} names no image, font or style that a browser would fetch`, () => {
    const text = Buffer.from(asset(name).bytes).toString();
    const remote = /cdn\.redoc\.ly|fonts\.googleapis|@import|url\(["']?http/;
    assert.equal(remote.exec(text)?.[0], undefined);
  });
}

test("Swagger UI and ReDoc are what the files say", () => {
  assert.match(Buffer.from(asset("swagger-ui-bundle.js").bytes).toString(), /SwaggerUIBundle/);
  assert.match(Buffer.from(asset("redoc.standalone.js").bytes).toString(), /Redoc/);
});

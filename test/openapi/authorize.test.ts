import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { serve } from "../../src/http/node/index.ts";
import { HTTPException, Millrace, OAuth2AuthorizationCodeBearer, RedirectResponse } from "../../src/index.ts";
import type { Form, Query, Security } from "../../src/index.ts";
import { complaintsOf, launchChromium, skip } from "./chromium.ts";

const app = new Millrace({
  swaggerUIInitOAuth: { clientId: "docs", usePkceWithAuthorizationCodeGrant: true, scopes: "read" },
});
const oauth2 = new OAuth2AuthorizationCodeBearer({
  authorizationUrl: "authorize",
  tokenUrl: "token",
  scopes: { read: "Read everything." },
});

/** What an authorization server remembers of the page that it has sent back. */
let challenge = "";

app.get(
  "/authorize",
  (
    redirect_uri: string,
    state: string,
    client_id: string,
    scope: string,
    code_challenge: Query<string, { minLength: 43 }>,
  ) => {
    challenge = code_challenge;
    return new RedirectResponse(
      `${redirect_uri}?${new URLSearchParams({ state, code: `${client_id}-${scope}` })}`,
    );
  },
);

/** The proof of RFC 7636: the verifier that the challenge was made of. */
app.post("/token", (code: Form<string>, code_verifier: Form<string>) => {
  const proof = createHash("sha256").update(code_verifier).digest("base64url");
  if (proof !== challenge) throw new HTTPException(400, "wrong verifier");
  return { access_token: `token for ${code}`, token_type: "bearer" };
});

app.get("/secret", function secret(token: Security<typeof oauth2, ["read"]>) {
  return token;
});

test(
  "the Authorize dialog goes to the authorization server and comes back with a token",
  { skip },
  async () => {
    const server = await serve(app, { host: "127.0.0.1", port: 0 });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const complaints = complaintsOf(page);
      await page.goto(`${server.url}/docs`, { waitUntil: "networkidle" });
      await page.getByRole("button", { name: "Authorize" }).first().click();
      const dialog = page.locator(".dialog-ux");
      assert.equal(await dialog.locator("#client_id_authorizationCode").inputValue(), "docs");
      await dialog.getByRole("button", { name: "Apply given OAuth2 credentials" }).click();
      await dialog.getByText("Logout").waitFor();
      await page.screenshot({ path: join(tmpdir(), "millrace-code.png") });
      await dialog.getByRole("button", { name: "Close" }).click();

      const operation = page.locator("#operations-default-secret");
      await operation.locator(".opblock-summary-control").click();
      await operation.getByRole("button", { name: "Try it out" }).click();
      await operation.getByRole("button", { name: "Execute" }).click();
      const live = operation.locator(".live-responses-table .response");
      await live.waitFor();
      assert.equal(await live.locator(".highlight-code code").first().innerText(), '"token for docs-read"');
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
      await server.close();
    }
  },
);

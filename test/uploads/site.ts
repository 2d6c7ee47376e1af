import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { serve } from "../../src/http/node/index.ts";
import { Millrace } from "../../src/index.ts";
import { ResumableUploads, type ResumableUploadsOptions, type Upload } from "../../src/uploads/index.ts";

/** A service that takes uploads, and the way to ask it. */
export interface Site {
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  readonly errors: unknown[];
  readonly completed: Upload[];
  request(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Response>;
  create(size: number, headers?: Record<string, string>): Promise<string>;
}

/** Serves uploads to a folder that goes with the test. */
export async function site(t: TestContext, options: Partial<ResumableUploadsOptions> = {}): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "millrace-uploads-"));
  const completed: Upload[] = [];
  const errors: unknown[] = [];
  const app = new Millrace();
  app.onError = (error) => void errors.push(error);
  const onComplete = (upload: Upload): void => void completed.push(upload);
  app.mount("/uploads", new ResumableUploads({ directory: folder, onComplete, ...options }));
  const server = await serve(app, { port: 0, grace: 0 });
  t.after(async () => {
    await server.close();
    await app.settled();
    await rm(folder, { recursive: true });
  });
  const request: Site["request"] = (method, path, headers, body) =>
    fetch(new URL(path, server.url), {
      method,
      headers: { "tus-resumable": "1.0.0", ...headers },
      body: body ?? null,
    });
  return {
    folder,
    port: server.port,
    url: server.url,
    errors,
    completed,
    request,
    async create(size, headers) {
      const response = await request("POST", "/uploads/", { "upload-length": `${size}`, ...headers });
      assert.equal(response.status, 201);
      return response.headers.get("location") as string;
    },
  };
}

/** The headers of a request that goes on at an offset. */
export const append = (offset: number): Record<string, string> => ({
  "content-type": "application/offset+octet-stream",
  "upload-offset": `${offset}`,
});

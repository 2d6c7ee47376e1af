/** Builds `dist` from `src`: the compiled modules, the executable, and the files of the documentation pages. */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AssetName } from "../src/openapi/assets.ts";
import { assetFromDependency, assetSources } from "../src/openapi/assets.ts";

/** The licences of what is copied, by the name they are given. */
const notices: Readonly<Record<string, string>> = {
  "swagger-ui.LICENSE.txt": "swagger-ui-dist/LICENSE",
  "swagger-ui.NOTICE.txt": "swagger-ui-dist/NOTICE",
  "swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt",
  "redoc.LICENSE.txt": "redoc/LICENSE",
  "redoc.standalone.js.LICENSE.txt": "redoc/bundles/redoc.standalone.js.LICENSE.txt",
};

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const require = createRequire(import.meta.url);

rmSync(dist, { recursive: true, force: true });
execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
chmodSync(join(dist, "cli/main.js"), 0o755);

const assets = join(dist, "openapi/assets");
mkdirSync(assets);
for (const name of Object.keys(assetSources) as AssetName[]) {
  writeFileSync(join(assets, name), assetFromDependency(name));
}
for (const [name, source] of Object.entries(notices)) {
  copyFileSync(require.resolve(source), join(assets, name));
}

import { versionComplaint } from "./node-version.ts";

const complaint = versionComplaint();
if (complaint !== undefined) {
  console.error(complaint);
  process.exit(1);
}
process.setSourceMapsEnabled(true);
// An older Node.js could not even link this module.
const { install } = await import("./hooks.ts");
install();

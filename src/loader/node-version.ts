/** What to say where Node.js is too old for the loader; `undefined` where it will do. */
export function versionComplaint(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return undefined;
  return `Millrace needs Node.js 22.18 or newer; this is ${version}.`;
}

/** `npm run bench` runs every bench, `npm run bench -- hello routing` some. */
const benches = {
  hello: async () => (await import("./hello.ts")).hello(),
  files: async () => (await import("./files.ts")).files(),
  validation: async () => (await import("./validation.ts")).validation(),
  streaming: async () => (await import("./streaming.ts")).streaming(),
  signatures: async () => (await import("./signatures.ts")).signatures(),
  "cold-start": async () => (await import("./cold-start.ts")).coldStart(),
  reload: async () => (await import("./reload.ts")).reload(),
  routing: async () => (await import("./routing.ts")).routing(),
};

type Bench = keyof typeof benches;

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`There is no bench \`${unknown}\`; there are ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  console.log(`\n## ${name}\n`);
  await benches[name as Bench]();
}

import { cli, Installation, requireBuild } from "./installation.ts";
import { firstAnswer, freePort, Started } from "./probe.ts";
import { bareProgram, largeProgram, smallProgram } from "./programs.ts";
import { median, printTable } from "./table.ts";

const rounds = 7;

/** From the start of the process to the first answer: a bare server, 5 routes, 200 routes with 100 models. */
export async function coldStart(): Promise<void> {
  requireBuild();
  using bare = new Installation({ "main.ts": bareProgram });
  using small = new Installation({ "main.ts": smallProgram });
  using large = new Installation(largeProgram());
  const subjects = [
    { name: "bare node:http", folder: bare.folder, words: ["main.ts"] },
    { name: "run, 5 routes", folder: small.folder, words: [cli, "run", "main.ts"] },
    { name: "run, 200 routes and 100 models", folder: large.folder, words: [cli, "run", "main.ts"] },
    { name: "dev, 5 routes", folder: small.folder, words: [cli, "dev", "main.ts"] },
    { name: "dev, 200 routes and 100 models", folder: large.folder, words: [cli, "dev", "main.ts"] },
  ].map((subject) => ({ ...subject, times: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    for (const { folder, words, times } of subjects) {
      const port = await freePort();
      const start = performance.now();
      await using _started = new Started(folder, words, port);
      times.push(await firstAnswer(port, start));
    }
  const base = median(subjects[0]?.times ?? []);
  printTable(
    ["program", "first answer, ms", "more than bare, ms"],
    subjects.map(({ name, times }) => [name, median(times).toFixed(0), (median(times) - base).toFixed(0)]),
  );
}

import { cli, Installation, build } from "./installation.ts";
import { firstAnswer, freePort, Started } from "./probe.ts";
import { bareProgram, largeProgram, smallProgram } from "./programs.ts";
import { median, printTable } from "./table.ts";

const rounds = 7;

/**
 * From the start of the process to the first answer: a bare server, 5 routes, 200 routes with 100 models; compiled for the
 * first time, and again with nothing changed, when the compiled program is found on disk.
 */
export async function coldStart(): Promise<void> {
  build();
  using bare = new Installation({ "main.ts": bareProgram });
  using small = new Installation({ "main.ts": smallProgram });
  using large = new Installation(largeProgram());
  const subjects = [
    { name: "bare node:http", project: bare, words: ["main.ts"], kept: true },
    ...[false, true].flatMap((kept) =>
      ["run", "dev"].flatMap((command) => [
        { name: `${command}, 5 routes`, project: small, words: [cli, command, "main.ts"], kept },
        {
          name: `${command}, 200 routes and 100 models`,
          project: large,
          words: [cli, command, "main.ts"],
          kept,
        },
      ]),
    ),
  ].map((subject) => ({ ...subject, times: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    for (const { project, words, kept, times } of subjects) {
      if (!kept) project.forget();
      const port = await freePort();
      const start = performance.now();
      await using _started = new Started(project.folder, words, port);
      times.push(await firstAnswer(port, start));
    }
  const base = median(subjects[0]?.times ?? []);
  printTable(
    ["program", "first answer, ms", "more than bare, ms"],
    subjects.map(({ name, kept, times }, index) => [
      index > 0 && kept ? `${name}, again` : name,
      median(times).toFixed(0),
      (median(times) - base).toFixed(0),
    ]),
  );
}

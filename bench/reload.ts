import { cli, Installation, build } from "./installation.ts";
import { firstAnswer, freePort, Started } from "./probe.ts";
import { largeProgram, smallProgram } from "./programs.ts";
import { median, printTable } from "./table.ts";

const saves = 9;

/** From a save to the first new answer of `millrace dev`. */
export async function reload(): Promise<void> {
  build();
  using small = new Installation({ "main.ts": smallProgram });
  using large = new Installation(largeProgram());
  const rows = [
    ["5 routes", await reloadTime(small, smallProgram)],
    ["200 routes and 100 models", await reloadTime(large, largeProgram()["main.ts"] ?? "")],
  ] as const;
  printTable(
    ["program", "save to first new answer, ms", "slowest"],
    rows.map(([name, times]) => [name, median(times).toFixed(0), Math.max(...times).toFixed(0)]),
  );
}

async function reloadTime(installation: Installation, text: string): Promise<number[]> {
  const port = await freePort();
  await using _started = new Started(installation.folder, [cli, "dev", "main.ts"], port);
  await firstAnswer(port, performance.now());
  const times: number[] = [];
  for (let save = 0; save < saves; save++) {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const start = performance.now();
    installation.write("main.ts", text.replace('Hello: "World"', `Hello: "save ${save}"`));
    times.push(await firstAnswer(port, start, (answer) => answer.includes(`save ${save}`)));
  }
  return times;
}

/** What a server of live events is told by the bench. */
type Question = "cost" | { readonly publish: number };

/** Tells the bench where this server listens, publishes what it is told to, and answers what it costs. */
export function announce(port: number, publish: (item: Item) => unknown): void {
  let number = 0;
  process.on("message", (question: Question) => {
    if (question === "cost") answerCost();
    else for (let i = 0; i < question.publish; i++) publish(itemOf(++number));
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ port });
}

function answerCost(): void {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() });
}

/** What is published: 200 bytes as an event, of which one is the mark that subscribers count. */
export interface Item {
  readonly number: number;
  readonly text: string;
}

const text = `~${"x".repeat(143)}`;

function itemOf(number: number): Item {
  return { number, text };
}

/** Tells the bench where this server listens, and answers its questions about CPU time. */
export function announce(port: number): void {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system });
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ port });
}

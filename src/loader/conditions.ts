/** The conditions by which this process picks among a package's exports: `--conditions` on its command line or in NODE_OPTIONS. */
export function processConditions(): readonly string[] {
  const words = [...(process.env["NODE_OPTIONS"] ?? "").split(/\s+/), ...process.execArgv];
  return words.flatMap((word, index) => {
    const [, inline] = /^(?:--conditions|-C)=(.+)$/.exec(word) ?? [];
    if (inline !== undefined) return [inline];
    const following = words[index + 1];
    return (word === "--conditions" || word === "-C") && following !== undefined ? [following] : [];
  });
}

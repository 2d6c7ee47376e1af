function audit(d: string) {
  return d;
}

export const common = { dependencies: [audit] };

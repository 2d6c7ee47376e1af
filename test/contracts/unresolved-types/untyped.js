export function other(q) {
  return q;
}

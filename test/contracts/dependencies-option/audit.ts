export function audit(user: string) {
  console.log(user);
}

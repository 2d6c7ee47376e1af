import type { Depends } from "millrace";
import { getSettings } from "./settings.ts";

export function getDb(settings: Depends<typeof getSettings>) {
  return { url: settings.url };
}

export default function getDefault(q?: string) {
  return q;
}

export function getUser() {
  return "ada";
}

const local = () => 1;
export { local as renamed };

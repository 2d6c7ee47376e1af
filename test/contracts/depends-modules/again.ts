export { getUser } from "./deps.ts";

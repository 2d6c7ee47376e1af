export { serve, serveDefaults, type Served, type Server, type ServeOptions } from "./server.ts";

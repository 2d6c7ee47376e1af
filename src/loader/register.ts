import { install } from "./hooks.ts";

process.setSourceMapsEnabled(true);
install();

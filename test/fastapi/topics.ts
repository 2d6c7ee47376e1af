/** Topics of FastAPI's tutorial that are not replayed, each with its reason. */
export const leftOut: Readonly<Record<string, string>> = {};

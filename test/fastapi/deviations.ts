/** Exchanges in which Millrace answers otherwise than FastAPI, each with its reason. */
export const deviations: Readonly<Record<string, string>> = {};

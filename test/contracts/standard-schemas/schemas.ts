import { z } from "zod";

export const Filters = z.object({ q: z.string().min(2), page: z.coerce.number().default(1) });
export const Schemas = { Email: z.email() };

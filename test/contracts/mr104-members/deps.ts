import type { Depends } from "millrace";

interface Service {
  now(): number;
}

const hidden: Service = { now: () => 1 };

export type Hidden = Depends<typeof hidden.now>;

export type Find = (id: string) => string;

/** Finds it. */
export function find(id: string) {
  return id;
}

export default (id: number) => id;

/** As decimal.js declares it, which Prisma gives for a column of decimals. */
export declare class Decimal {
  readonly d: number[];
  readonly e: number;
  readonly s: number;
  constructor(value: string | number);
  plus(other: Decimal): Decimal;
  toJSON(): string;
  toString(): string;
}

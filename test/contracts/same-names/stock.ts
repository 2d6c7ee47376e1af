export interface Item {
  amount: number;
}

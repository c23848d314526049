export { currencies, type Currency, currency, exponentOf, isCurrency } from './currency.ts';
export { amountText, decimalText, formatMoney } from './format.ts';
export {
  add,
  allocate,
  compare,
  money,
  type Money,
  multiply,
  negate,
  percentOf,
  subtract,
  sum,
  zero,
} from './money.ts';
export { decimalRatio, ratio, type Ratio, type Rounding, roundRatio } from './ratio.ts';

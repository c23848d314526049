export { aCall, type ACallOptions, callHandler } from './calls.ts';
export { AddressBook } from './address-book.ts';
export {
  type EchoContract,
  echoContract,
  type EchoOptions,
  type TalkContract,
  talkContract,
  Text,
} from './echo-contract.ts';
export { inProcessPair, type Pair, type PairOptions } from './pair.ts';

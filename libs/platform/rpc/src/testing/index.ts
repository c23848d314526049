export { aCall, type ACallOptions, callHandler } from './calls.ts';
export { type EchoContract, echoContract, type EchoOptions, Text } from './echo-contract.ts';
export { inProcessPair, type Pair, type PairOptions } from './pair.ts';

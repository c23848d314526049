export { contractDefinitions } from './contract-definitions.ts';
export { type OpenedStore, storeContract, type StoreUnderTest } from './store-contract.ts';
export { orderedReadDecision, swappedReadDecision } from './swapped-reads.ts';
export { readTruly } from './told-truly.ts';
export { transitionFigures, trips } from './transition-load.ts';

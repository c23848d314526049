export { contractDefinitions } from './contract-definitions.ts';
export { type OpenedStore, storeContract, type StoreUnderTest } from './store-contract.ts';
export { orderedReadDecision, swappedReadDecision } from './swapped-reads.ts';
export { transitionFigures, trips } from './transition-load.ts';

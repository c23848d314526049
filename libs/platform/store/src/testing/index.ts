export { type OpenedStore, storeContract, type StoreUnderTest } from './store-contract.ts';

export { checkContracts, type Problem } from './check-contracts.ts';
export { compileContracts } from './compile-contracts.ts';

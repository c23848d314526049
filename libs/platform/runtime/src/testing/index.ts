export { type BootedServices, bootServices } from './boot-services.ts';
export { MemoryNetwork } from './memory-network.ts';

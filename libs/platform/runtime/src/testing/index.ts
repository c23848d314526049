export { type BootedServices, bootServices } from './boot-services.ts';
export { freePort } from './free-port.ts';
export { MemoryNetwork } from './memory-network.ts';

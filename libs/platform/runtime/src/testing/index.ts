export { type BootedServices, bootServices } from './boot-services.ts';
export { MemoryRegistry } from './memory-registry.ts';

export { type BootedServices, type BootOptions, bootServices } from './boot-services.ts';
export { MemoryRegistry } from './memory-registry.ts';

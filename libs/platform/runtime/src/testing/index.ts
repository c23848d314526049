export { type BootedServices, bootServices } from './boot-services.ts';
export { describeReadme } from './describe-readme.ts';
export { freePort } from './free-port.ts';
export { MemoryNetwork } from './memory-network.ts';

export { type Host } from './host.ts';
export { type Identity, type Owner } from './identity.ts';
export { SETTINGS_PREFIX } from './inputs.ts';
export { keepsOf, type ServiceKeeps } from './keeps.ts';
export { certificateSource, developmentCaFolder } from './installation/certificate-source.ts';
export {
  clockFile,
  type Installation,
  type InstallationOptions,
  openInstallation,
} from './installation/installation.ts';
export { type CassandraSettings, openCassandra } from './installation/open-store.ts';
export { type Membership, type Network } from './installation/network.ts';
export { sharedMapping, wallClock } from './installation/clocks.ts';
export { leave } from './leave.ts';
export { logFile } from './logger.ts';
export { type Listener } from './listener.ts';
export { type Loop, type LoopOptions } from './loop.ts';
export { describe, runService, stopSignal } from './run-service.ts';
export { type Composed, type ConfigSchema, defineService, type ServiceDefinition } from './service.ts';
export { type PlatformSettings, platformSettings } from './settings.ts';
export { DRAIN_MS, type RunningService, startService } from './start-service.ts';
export { type FiguresNotice, noticeIn, type ServingNotice } from './supervisor.ts';

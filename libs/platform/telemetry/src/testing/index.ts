export { aTelemetry, type ATelemetry, type ATelemetryOptions } from './a-telemetry.ts';

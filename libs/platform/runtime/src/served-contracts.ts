import {
  adminService,
  healthContract,
  healthService,
  promiseCheck,
  reflectionContract,
  reflectionService,
} from '@hansom/platform-health';
import {
  type ContractDefinition,
  type Endpoint,
  endpointsOf,
  type HandlersOf,
  serve,
  type Served,
} from '@hansom/platform-rpc';
import { AdminServiceDefinition } from '@hansom/proto-platform';

import { type Instruments } from './instruments.ts';
import { type Starting } from './start-service.ts';

/** A contract of the platform, and how it is served. */
export interface OfPlatform {
  contract: ContractDefinition;
  served: Served;
}

interface Own<D extends ContractDefinition> {
  contract: D;
  handlers: HandlersOf<D>;
  also?: readonly Served[] | undefined;
  /** Contracts of the platform that are served where there is something to tell. */
  ofPlatform: readonly OfPlatform[];
  /** What the service runs on, for operators. */
  config: () => unknown;
}

/** A service's own contract, and those that every service serves: health, reflection, administration. */
export function servedContracts<D extends ContractDefinition>(
  { effects }: Starting,
  { health, limits, telemetry }: Instruments,
  { contract, handlers, also = [], ofPlatform, config }: Own<D>,
): Served[] {
  const endpoints = Object.values<Endpoint>(endpointsOf(contract));
  const figures = (): ReturnType<typeof telemetry.rates.endpoints> => telemetry.rates.endpoints();
  for (const endpoint of endpoints) health.add(promiseCheck(endpoint, figures));
  const more = ofPlatform.map(({ contract: added }) => added);
  const contracts = [contract, AdminServiceDefinition, ...more, healthContract, reflectionContract];
  const descriptors = contracts.flatMap((served: ContractDefinition) => served.descriptors ?? []);
  return [
    serve(contract, handlers),
    ...also,
    ...ofPlatform.map(({ served }) => served),
    healthService(health, [contract.fullName]),
    reflectionService({ contracts: contracts.map(({ fullName }) => fullName), descriptors }),
    adminService({ effects, health, endpoints, descriptors, rates: telemetry.rates, measurements, config }),
  ];

  function measurements(): Record<string, number> {
    const { limit, inFlight, admitted } = limits.figures();
    return { limit_calls: limit, in_flight_calls: inFlight, admitted_calls: admitted };
  }
}

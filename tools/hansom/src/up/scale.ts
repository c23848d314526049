import { UsageError } from '../services.ts';

/** How many of a service, or of one of its releases. */
export interface Scale {
  readonly service: string;
  readonly release?: string;
  readonly replicas: number;
}

const SCALE = /^([a-z0-9-]+)(?:@(\w+))?=(\d{1,3})$/;

/** `dispatch=2`, or `dispatch@20260102030405=1`. Throws a `UsageError`. */
export function parseScale(text: string): Scale {
  const [, service, release, replicas] = SCALE.exec(text) ?? [];
  if (service === undefined)
    throw new UsageError(`${JSON.stringify(text)} is not <service>=<count>, as in dispatch=2`);
  return { service, ...(release !== undefined && { release }), replicas: Number(replicas) };
}

/** `dispatch=2,geosearch=3`. Throws a `UsageError` for what is none, or for a service that is not among `services`. */
export function parseReplicas(
  text: string | undefined,
  services: readonly string[],
): ReadonlyMap<string, number> {
  const scales = (text ? text.split(',') : []).map(parseScale);
  for (const { service, release, replicas } of scales) {
    if (release !== undefined || !services.includes(service))
      throw new UsageError(`--replicas: ${service} is none of the services that are to run`);
    if (replicas < 1) throw new UsageError(`--replicas: ${service}: at least 1`);
  }
  return new Map(scales.map(({ service, replicas }) => [service, replicas]));
}

const ADDITION = /^([a-z0-9-]+)@(.+)$/;

/** `booking@/elsewhere/main.cjs`. Throws a `UsageError`. */
export function parseAddition(text: string): { service: string; bundle: string } {
  const [, service, bundle] = ADDITION.exec(text) ?? [];
  if (service !== undefined && bundle !== undefined) return { service, bundle };
  throw new UsageError(
    `--add: ${JSON.stringify(text)} is not <service>@<bundle>, as in booking@other/dist/apps/booking/main.cjs`,
  );
}

import { type ServiceDefinition } from '@hansom/platform-runtime';

/** Every service of the repository, by name. Each is loaded only when it is asked for. Kept sorted; the generator adds to it. */
export const SERVICES: Readonly<Record<string, () => Promise<ServiceDefinition>>> = {
  city: () => import('@hansom/city/service').then((app) => app.city),
  'sample-desk': () => import('@hansom/sample-desk/service').then((app) => app.sampleDesk),
  'sample-hold': () => import('@hansom/sample-hold/service').then((app) => app.sampleHold),
  traffic: () => import('@hansom/traffic/service').then((app) => app.traffic),
};

/** Loads a service; throws an Error that lists the known ones when there is none of that name. */
export function loadService(name: string): Promise<ServiceDefinition> {
  const load = SERVICES[name];
  if (!load) throw new UnknownName(`there is no service ${JSON.stringify(name)}`, Object.keys(SERVICES));
  return load();
}

/** Something that whoever typed the command can put right: told in a line, without a stack. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** A name that nothing has: the message lists what there is. */
export class UnknownName extends UsageError {
  override readonly name = 'UnknownName';

  constructor(what: string, known: readonly string[]) {
    super(`${what}; known: ${[...known].sort().join(', ')}`);
  }
}

declare const __HANSOM_BUILD__: string | undefined;

/** Who answers for a service, and how to reach them. */
export interface Owner {
  team: string;
  contact: string;
}

/** Who a running service is. */
export interface Identity {
  /** kebab-case, as in `apps/<name>`. */
  name: string;
  description: string;
  /** The build stamp: YYYYMMDDHHMMSS, in UTC. */
  version: string;
  /** Where its source stands in the repository. */
  source: string;
  owner: Owner;
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Checks what a definition says of itself; throws a TypeError that lists every problem. */
export function identityOf(
  definition: { name: string; description: string; owner: Owner },
  version: string,
): Identity {
  const { name, description, owner } = definition;
  const problems = [
    NAME.test(name) ? '' : 'name: must be kebab-case, like "geosearch"',
    description.trim() ? '' : 'description: must say what the service does',
    owner.team.trim() ? '' : 'owner.team: must name a team',
    owner.contact.trim() ? '' : 'owner.contact: must say how to reach the team',
  ].filter(Boolean);
  if (problems.length > 0)
    throw new TypeError(`service ${JSON.stringify(name)} cannot start:\n  ${problems.join('\n  ')}`);
  return { name, description, version, source: `apps/${name}`, owner: { ...owner } };
}

/** The stamp that the bundler wrote into this build, or one made of `startedAt` when running from source. */
export function buildStamp(startedAt: Date): string {
  if (typeof __HANSOM_BUILD__ === 'string') return __HANSOM_BUILD__;
  return startedAt.toISOString().replace(/\D/g, '').slice(0, 14);
}

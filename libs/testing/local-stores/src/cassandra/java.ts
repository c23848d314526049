import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { printedBy } from '../process/look.ts';

/** What Cassandra 5.0 runs on. */
const FITTING = [17, 11];
const DEBIAN = '/usr/lib/jvm';

/** A Java of this machine, and its major version if it says one. */
export interface Java {
  readonly command: string;
  readonly major: number | undefined;
}

/** The Java to run Cassandra with, or what is lacking and how to get it. */
export type JavaChoice = { readonly command: string } | { readonly lacking: string };

/** The first that fits, in the order of where they were found. */
export function chooseJava(found: readonly Java[]): JavaChoice {
  const fits = found.find(({ major }) => major !== undefined && FITTING.includes(major));
  if (fits) return { command: fits.command };
  const others = found.flatMap(({ command, major }) => (major ? [`${command} is Java ${major}`] : []));
  const cause = others.length === 0 ? 'there is no Java' : others.join(', ');
  return {
    lacking: `Cassandra needs Java 11 or 17, and ${cause}: \`apt-get install openjdk-17-jre-headless\`, or set JAVA_HOME`,
  };
}

/** Looks where `JAVA_HOME` says, on the path, and where Debian keeps them. */
export function findJava(env: NodeJS.ProcessEnv = process.env): JavaChoice {
  const { JAVA_HOME } = env;
  const places = [...(JAVA_HOME ? [path.join(JAVA_HOME, 'bin/java')] : []), 'java', ...debians()];
  const found: Java[] = [];
  for (const command of places) {
    found.push({ command, major: majorIn(printedBy(command, '-version', env)) });
    const choice = chooseJava(found);
    if ('command' in choice) return choice; // asking each would take time
  }
  return chooseJava(found);
}

function debians(): string[] {
  if (!existsSync(DEBIAN)) return [];
  return readdirSync(DEBIAN)
    .filter((name) => FITTING.some((major) => name.startsWith(`java-${major}-`)))
    .map((name) => path.join(DEBIAN, name, 'bin/java'));
}

/** Of `openjdk version "17.0.15" 2025-04-15`. */
function majorIn(printed: string | undefined): number | undefined {
  const [, major] = /version "(\d+)/.exec(printed ?? '') ?? [];
  return major === undefined ? undefined : Number(major);
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { isCityCode } from '@hansom/shared-ids';

import { type Layer } from './layers.ts';
import { ConfigError } from './problem.ts';

/** Which layers a process has: those of its service, region and environment, in a folder of documents. */
export interface Place {
  /** `deploy/config` */
  folder: string;
  service: string;
  region?: string;
  env?: string;
}

/** A layer and the file that its document is in, or would be in. */
export interface LayerFile {
  layer: Omit<Layer, 'document'>;
  path: string;
}

const NAME = /^[a-z][a-z0-9-]*$/;

/** Throws a TypeError for names that no file can have, or two alike: a region called like a service would be read as it. */
export function checkPlace({ service, region, env }: Place): void {
  // Beside `city.json` of the service `city` the folder `city` does no harm: only what is no service may not be called so.
  const taken = service === 'city' ? ['base'] : ['base', 'city'];
  const names = [...taken, service, region, env].filter((name) => name !== undefined);
  const wrong = names.find((name, i) => !NAME.test(name) || names.indexOf(name) !== i);
  if (wrong !== undefined)
    throw new TypeError(`${JSON.stringify(wrong)} cannot name a layer: lower-case, and no two of them alike`);
}

/** Every file that may hold a layer for this place, in the order of layers. Only those of cities are known to exist. */
export async function layerFiles(place: Place): Promise<LayerFile[]> {
  const { folder, service, region, env } = place;
  const everywhere = [
    ['BASE', 'base'],
    [`BASE:${service}`, service],
    ...(region === undefined ? [] : pair('REGION', region, service)),
    ...(env === undefined ? [] : pair('ENV', env, service)),
  ];
  const shared = everywhere.map(([name = '', file]) => ({
    layer: { name },
    path: join(folder, `${file}.json`),
  }));
  return [...shared, ...(await cityFiles(folder, service))];
}

function pair(kind: string, name: string, service: string): [layer: string, file: string][] {
  return [
    [`${kind}(${name})`, name],
    [`${kind}(${name}):${service}`, `${name}.${service}`],
  ];
}

async function cityFiles(folder: string, service: string): Promise<LayerFile[]> {
  const names = (await readdir(folder)).includes('city') ? await readdir(join(folder, 'city')) : [];
  const documents = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  const wrong = documents.filter((name) => !isCityCode(name.split('.')[0] ?? ''));
  if (wrong.length > 0)
    throw new ConfigError(
      wrong.map((name) => ({ path: '', rule: `city/${name}.json does not begin with a city's code` })),
    );
  const codes = [...new Set(documents.map((name) => name.slice(0, 3)))].sort();
  return codes.flatMap((city) => [
    { layer: { name: `CITY(${city})`, city }, path: join(folder, 'city', `${city}.json`) },
    {
      layer: { name: `CITY(${city}):${service}`, city },
      path: join(folder, 'city', `${city}.${service}.json`),
    },
  ]);
}

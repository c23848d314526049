import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { z } from 'zod';

import { type JsonObject } from './document.ts';
import { ifThere } from './if-there.ts';
import { type Layer } from './layers.ts';

/** Where the layers that were last found valid are kept, for a start without their source. */
export interface LastKnownGood {
  /** Undefined when there are none yet. Rejects when there are but they cannot be read. */
  read(): Promise<readonly Layer[] | undefined>;
  write(layers: readonly Layer[]): Promise<void>;
}

const Layers = z.array(
  z.object({
    name: z.string(),
    city: z.string().optional(),
    // What JSON.parse gives holds nothing but JSON.
    document: z.custom<JsonObject>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    ),
  }),
);

/** A copy in a file of one's own, replaced as a whole: a process that dies on the way leaves the old one. */
export function lastKnownGoodFile(path: string): LastKnownGood {
  return {
    read: async () => {
      const text = await ifThere(readFile(path, 'utf8'));
      return text === undefined ? undefined : Layers.parse(JSON.parse(text));
    },
    write: async (layers) => {
      await mkdir(dirname(path), { recursive: true });
      const fresh = `${path}.${process.pid}`;
      await writeFile(fresh, JSON.stringify(layers, undefined, 2), { mode: 0o600 });
      await rename(fresh, path);
    },
  };
}

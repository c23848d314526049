import { unpackStreets } from '../../../../src/streets/packed-streets.ts';
import { type StreetLine } from '../../../../src/streets/street-line.ts';

/** What getStreets packed: base64, within it the zlib format. Inflated off the main thread. */
export async function decodeStreets(packed: string): Promise<StreetLine[]> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return unpackStreets(new Uint8Array(await new Response(inflated).arrayBuffer()));
}

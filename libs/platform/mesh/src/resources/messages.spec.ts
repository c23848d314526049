import { readFileSync } from 'node:fs';
import path from 'node:path';

import { fullProtos, prunedProtos } from '../../scripts/protos.mjs';
import { viewOf } from '../model/view.ts';
import { anInstance, aSnapshot, someRules } from '../testing/instances.ts';
import { typeOf } from './messages.ts';
import { encodedResource, KINDS } from './resources.ts';

const WHOLE = { longs: String, enums: String, defaults: true, oneofs: true };

describe('the contracts of xDS as the mesh has them', () => {
  const full = fullProtos();

  it('are what the script makes of those that grpc-js-xds brings', () => {
    const committed = readFileSync(path.join(__dirname, '../generated/xds.json'), 'utf8');

    expect(prunedProtos(full) === committed).toBe(true); // otherwise: node libs/platform/mesh/scripts/protos.mjs
  });

  it.each(KINDS)('encode a %s that the full ones decode alike', (kind) => {
    const instances = [
      anInstance(),
      anInstance({ instance: 'i2', version: 'v2', address: '127.0.0.1:2', zone: 'b' }),
    ];
    const rules = someRules({
      shares: [
        { version: 'v1', share: 90 },
        { version: 'v2', share: 10 },
      ],
      faults: [{ percent: 10, abortCode: 14, delayMs: 1500, header: { name: 'x-chaos', value: 'on' } }],
    });
    const view = viewOf(aSnapshot(instances, [rules]));

    const { type_url, value } = encodedResource(view, { kind, name: 'echo', zone: 'a' });

    const name = type_url.replace('type.googleapis.com/', '');
    const [theirs, ours] = [full.lookupType(name), typeOf(name)];
    expect(theirs.toObject(theirs.decode(value), WHOLE)).toEqual(ours.toObject(ours.decode(value), WHOLE));
    expect(theirs.encode(theirs.decode(value)).finish()).toEqual(value);
  });
});

import { anEnvelope } from '@hansom/platform-bus/testing';

import { envelopeFrom, fieldsOf } from './fields.ts';

/** As Redis gives it back. */
function entry(fields: readonly (string | Buffer)[]) {
  return { id: '1-0', fields: fields.map((field) => Buffer.from(field)) };
}

function without(name: string) {
  const fields = fieldsOf(anEnvelope());
  const at = fields.indexOf(name);
  return entry([...fields.slice(0, at), ...fields.slice(at + 2)]);
}

describe('an event on a stream', () => {
  it('is read as it was written', () => {
    const payload = new Uint8Array([9, 0, 255, 10, 9]).subarray(1, 4); // a part of a larger buffer
    const told = {
      city: 'got',
      region: 'eu',
      tenancy: 'robot',
      traceparent: '00-a-b-01',
      onBehalfOf: 'rider_1',
    };
    const envelope = anEnvelope({ ...told, key: 'lamp_å', version: 12, payload });

    const read = envelopeFrom('lamps', entry(fieldsOf(envelope)));

    expect({ ...read, payload: [...(read?.payload ?? [])] }).toEqual({ ...envelope, payload: [0, 255, 10] });
  });

  it('is read where a newer publisher says more', () => {
    expect(envelopeFrom('lamps', entry([...fieldsOf(anEnvelope()), 'mood', 'good']))).toEqual(anEnvelope());
  });

  it.each(['id', 'aggregate', 'key', 'type', 'version', 'occurredAt', 'payload'])(
    'is none without %s',
    (name) => {
      expect(envelopeFrom('lamps', without(name))).toBeUndefined();
    },
  );

  it.each([
    ['version', '0'],
    ['version', '1.5'],
    ['version', 'first'],
    ['occurredAt', 'yesterday'],
  ])('is none with the %s %s', (name, value) => {
    const fields = [...fieldsOf(anEnvelope())];
    fields[fields.indexOf(name) + 1] = value;

    expect(envelopeFrom('lamps', entry(fields))).toBeUndefined();
  });
});

import { DESCRIPTORS as HOLD } from '@hansom/proto-sample-hold';
import { DESCRIPTORS as PLATFORM } from '@hansom/proto-platform';

import { readDescriptors } from './descriptors.ts';
import { type JsonSchema, schemaOf } from './json-schema.ts';

const registry = readDescriptors([HOLD, PLATFORM]);

function schema(name: string): JsonSchema {
  const message = registry.getMessage(name);
  if (!message) throw new Error(`no message ${name}`);
  return schemaOf(message);
}

describe('schemaOf', () => {
  it('describes a message as protobuf writes it in JSON, with all that is below it', () => {
    expect(schema('hansom.sample_hold.v1.GetResponse')).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $ref: '#/$defs/hansom.sample_hold.v1.GetResponse',
      $defs: {
        'hansom.sample_hold.v1.GetResponse': {
          type: 'object',
          properties: { hold: { $ref: '#/$defs/hansom.sample_hold.v1.Hold' } },
          additionalProperties: false,
        },
        'hansom.sample_hold.v1.Hold': {
          type: 'object',
          properties: {
            id: { type: 'string' },
            placeId: { type: 'string' },
            guestId: { type: 'string' },
            state: { $ref: '#/$defs/hansom.sample_hold.v1.HoldState' },
            version: { type: 'integer', minimum: 0 },
            expiresAt: { $ref: '#/$defs/google.protobuf.Timestamp' },
          },
          additionalProperties: false,
        },
        'hansom.sample_hold.v1.HoldState': {
          type: 'string',
          enum: ['UNSPECIFIED', 'HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED'].map(
            (state) => `HOLD_STATE_${state}`,
          ),
        },
        'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
      },
    });
  });

  it('describes lists, maps, long integers and bytes', () => {
    expect(schema('hansom.platform.v1.GetStatsResponse')).toMatchObject({
      $defs: {
        'hansom.platform.v1.GetStatsResponse': {
          properties: {
            measurements: { type: 'object', additionalProperties: { type: ['number', 'string'] } },
            endpoints: { type: 'array', items: { $ref: '#/$defs/hansom.platform.v1.EndpointStats' } },
          },
        },
        'hansom.platform.v1.EndpointStats': {
          properties: { calls: { type: 'string', pattern: '^-?[0-9]+$' } },
        },
      },
    });
    expect(schema('hansom.platform.v1.TakeCpuProfileResponse')).toMatchObject({
      $defs: {
        'hansom.platform.v1.TakeCpuProfileResponse': {
          properties: { piece: { type: 'string', contentEncoding: 'base64' } },
        },
      },
    });
  });

  it('describes a message that holds itself', () => {
    const value = registry.getMessage('google.protobuf.DescriptorProto');

    expect(value && schemaOf(value)).toMatchObject({
      $defs: {
        'google.protobuf.DescriptorProto': {
          properties: { nestedType: { items: { $ref: '#/$defs/google.protobuf.DescriptorProto' } } },
        },
      },
    });
  });
});

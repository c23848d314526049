import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { clientSource } from './client-source.mjs';
import { applyClients, differingClients } from './compare.mjs';
import { type Document, type Operation, type Schema } from './document.mjs';
import { findGateways } from './gateways.mjs';
import { clientFiles } from './generate.mjs';
import { typeOf } from './type-of.mjs';

function anOperation(over: Partial<Operation> = {}): Operation {
  return { operationId: 'getRide', summary: 'Reads a ride.', parameters: [], responses: {}, ...over };
}

function aDocument(operation: Operation, schemas: Record<string, Schema> = {}): Document {
  return { info: { title: 'API' }, paths: { '/v1/rides/{id}': { get: operation } }, components: { schemas } };
}

function flat(source: string): string {
  return source.replace(/\s+/g, ' ');
}

describe('the type of a schema', () => {
  it.each<[string, Schema, string]>([
    ['a reference', { $ref: '#/components/schemas/Place' }, 'Place'],
    ['a constant', { const: 'a' }, '"a"'],
    ['an enumeration', { type: 'string', enum: ['A', 'B'] }, '"A" | "B"'],
    ['a whole number', { type: 'integer' }, 'number'],
    ['what may be null', { type: ['string', 'null'] }, 'string | null'],
    ['alternatives', { anyOf: [{ type: 'string' }, { type: 'number' }] }, 'string | number'],
    [
      'all of some',
      { allOf: [{ $ref: '#/components/schemas/A' }, { type: 'object' }] },
      '(A) & (Record<string, unknown>)',
    ],
    ['a list of alternatives', { type: 'array', items: { enum: [1, 2] } }, '(1 | 2)[]'],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }, '[number, string]'],
    ['a map', { type: 'object', additionalProperties: { type: 'boolean' } }, 'Record<string, boolean>'],
    ['anything', {}, 'unknown'],
  ])('of %s', (_, schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('has the members of an object, each below its description', () => {
    const properties = { id: { type: 'string', description: 'its */ id' }, 'x-y': { type: 'number' } };

    const type = typeOf({ type: 'object', properties, required: ['id'] });

    expect(type).toBe('{\n/** its * / id */\nid: string;\n"x-y"?: number;\n}');
  });
});

describe('the source of a client', () => {
  it('groups what an operation takes, and lets a group be left out when none of it is needed', () => {
    const parameters: Operation['parameters'] = [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer' } },
      { name: 'x-device', in: 'header', required: false, schema: { type: 'string' } },
      { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } },
      { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } },
    ];
    const requestBody = { content: { 'application/json': { schema: { type: 'number' } } } };

    const source = flat(clientSource(aDocument(anOperation({ parameters, requestBody }))));

    expect(source).toContain(
      'request: { params: { id: string; }; query?: { limit?: number; }; headers?: { "x-device"?: string; }; body: number; idempotencyKey: string; ifMatch: string; };',
    );
  });

  it('lets a version be left out where it is only heeded, and is told of none that somebody keeps', () => {
    const parameters: Operation['parameters'] = [
      { name: 'If-Match', in: 'header', required: false, schema: { type: 'string' } },
      { name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } },
    ];

    const source = flat(clientSource(aDocument(anOperation({ parameters }))));

    expect(source).toContain('request: { ifMatch?: string; };');
  });

  it('knows what is answered, by all its successes, and the problems of its own', () => {
    const responses = {
      200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Ride' } } } },
      204: {},
      304: {},
      409: { $ref: '#/components/responses/reused' },
      default: {
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    };

    const source = flat(
      clientSource(
        aDocument(anOperation({ responses, 'x-hansom-errors': ['a.b', 'a.c'] }), {
          Ride: { type: 'object', properties: {} },
          Code: { type: 'string' },
          Problem: { type: 'object', properties: {} },
        }),
      ),
    );

    expect(source).toContain('answer: Ride | undefined; errors: "a.b" | "a.c";');
    expect(source).toContain('export interface Ride { }');
    expect(source).toContain('export type Code = string;');
    expect(source).not.toContain('Problem {');
    expect(source).toContain('getRide: {"method":"GET","path":"/v1/rides/{id}"},');
  });
});

describe('the library of a client', () => {
  it('has its document, and exports its types and a function that makes it', () => {
    const document = aDocument(anOperation(), { Ride: { type: 'object', properties: {} } });

    const files = clientFiles('rider-api', document);

    expect(JSON.parse(files.get('package.json') ?? '').name).toBe('@hansom/client-rider-api');
    expect(JSON.parse(files.get('openapi.json') ?? '')).toEqual(document);
    expect(files.get('src/index.ts')).toContain(
      'export function createRiderApiClient(options: ClientOptions)',
    );
    expect(files.get('src/index.ts')).toContain(
      "export { type Operations, type Ride } from './generated/api.ts';",
    );
  });

  it('is brought up to date, and nothing else is touched', () => {
    const root = mkdtempSync(join(tmpdir(), 'hansom-openapi-'));
    for (const folder of ['http', 'rider-api', 'gone-api'])
      mkdirSync(join(root, 'libs/client', folder), { recursive: true });
    writeFileSync(join(root, 'libs/client/http/mine.ts'), 'mine');
    writeFileSync(join(root, 'libs/client/rider-api/old.ts'), 'old');
    writeFileSync(join(root, 'libs/client/gone-api/gone.ts'), 'gone');
    const expected = new Map([
      ['libs/client/rider-api/old.ts', 'new'],
      ['libs/client/rider-api/src/new.ts', 'new'],
    ]);

    const touched = applyClients(root, expected);

    expect(touched).toEqual([
      { file: 'libs/client/gone-api/gone.ts', state: 'left over' },
      { file: 'libs/client/rider-api/old.ts', state: 'differs' },
      { file: 'libs/client/rider-api/src/new.ts', state: 'missing' },
    ]);
    expect(readFileSync(join(root, 'libs/client/rider-api/src/new.ts'), 'utf8')).toBe('new');
    expect(readFileSync(join(root, 'libs/client/http/mine.ts'), 'utf8')).toBe('mine');
    expect(differingClients(root, expected)).toEqual([]);
  });
});

describe('the gateways', () => {
  it('have the files of their routes, without the specs', () => {
    const root = mkdtempSync(join(tmpdir(), 'hansom-openapi-'));
    const routes = join(root, 'apps/driver-api/src/routes');
    mkdirSync(routes, { recursive: true });
    for (const file of ['go-on-shift.ts', 'go-on-shift.spec.ts', 'accept-offer.ts'])
      writeFileSync(join(routes, file), '');

    const [gateway, ...others] = findGateways(root);

    expect(others).toEqual([]);
    expect(gateway).toEqual({
      name: 'driver-api',
      files: ['apps/driver-api/src/routes/accept-offer.ts', 'apps/driver-api/src/routes/go-on-shift.ts'],
    });
  });
});

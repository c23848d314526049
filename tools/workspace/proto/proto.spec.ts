import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

import { checkProto } from './check.mjs';
import { EVENTS, events, LAMP, lamp, Workspace } from './fixture.ts';
import { writeProto } from './write.mjs';

const LIBRARY = 'libs/proto/street-lamp';

describe('npm run proto', () => {
  let workspace: Workspace;
  let first: ReturnType<typeof writeProto>;

  beforeAll(() => {
    workspace = new Workspace();
    first = writeProto(workspace.root);
    workspace.commit();
    workspace.commit();
  });

  afterEach(() => workspace.reset());

  afterAll(() => workspace.remove());

  it('makes a library of a contract, and tells of it', () => {
    expect(first.newLibraries).toEqual(['libs/proto/common', 'libs/proto/options', LIBRARY]);
    expect(readdirSync(join(workspace.root, LIBRARY)).sort()).toEqual([
      'README.md',
      'package.json',
      'src',
      'tsconfig.json',
    ]);
    expect(JSON.parse(workspace.read(`${LIBRARY}/package.json`))).toMatchObject({
      name: '@hansom/proto-street-lamp',
      nx: { tags: ['type:proto', 'scope:street-lamp'] },
    });
    expect(workspace.read(`${LIBRARY}/src/index.ts`)).toContain(
      "export { Lamp } from './generated/hansom/street_lamp/v1/street_lamp.ts';",
    );
  });

  it('imports from other contracts by package name, and refers to their projects', () => {
    const code = workspace.read(`${LIBRARY}/src/generated/hansom/street_lamp/v1/street_lamp.ts`);
    expect(code).toContain('import { Timestamp } from "@hansom/proto-common";');
    expect(code).toContain('import { LatLng } from "@hansom/proto-common";');
    expect(workspace.read(`${LIBRARY}/tsconfig.json`)).toContain('"references": [{ "path": "../common" }]');
  });

  it("keeps those of Google's types that a contract uses in common, and no others", () => {
    const generated = join(workspace.root, 'libs/proto/common/src/generated/google/protobuf');

    expect(readdirSync(generated)).toEqual(['timestamp.ts']);
    expect(workspace.read('libs/proto/common/src/index.ts')).toContain('export { Timestamp }');
  });

  it('carries the descriptors of a contract and of what it imports, for reflection', () => {
    const code = workspace.read(`${LIBRARY}/src/generated/descriptors.ts`);

    const [, base64 = ''] = /'([^']+)'/.exec(code.slice(code.indexOf('DESCRIPTORS'))) ?? [];
    const { file } = fromBinary(FileDescriptorSetSchema, Buffer.from(base64, 'base64'));
    expect(file.map(({ name }) => name).sort()).toEqual([
      'hansom/common/v1/geo.proto',
      'hansom/street_lamp/v1/street_lamp.proto',
    ]);
  });

  it("makes one library of others' contracts, whose style is their own", () => {
    workspace.write(
      'proto/grpc/v1/made_up.proto',
      'syntax = "proto3";\n\npackage grpc.v1;\n\nmessage _bad {}\n',
    );

    const { newLibraries } = writeProto(workspace.root);

    expect(newLibraries).toEqual(['libs/proto/grpc']);
    expect(workspace.read('libs/proto/grpc/src/index.ts')).toContain('export { Bad }');
  });

  it('lists the events of each kind of aggregate, by the types that their comments say', () => {
    workspace.write(EVENTS, events('`lamp.lit`', '`lamp.put_out`, at dawn', 'Of others'));

    writeProto(workspace.root);

    const code = workspace.read(`${LIBRARY}/src/generated/hansom/street_lamp/v1/events.ts`);
    expect(code.slice(code.indexOf('/** The events of lamps')))
      .toBe(`/** The events of lamps: the type of each, and the message that is its payload. */
export const lampEvents = {
  topic: "street-lamp",
  aggregate: "lamp",
  types: {
    "lamp.lit": LampLit,
    "lamp.put_out": LampPutOut,
  },
} as const;
`);
    expect(workspace.read(`${LIBRARY}/src/index.ts`)).toContain('lampEvents');
  });

  it('refuses an event whose comment says the type of another', () => {
    workspace.write(EVENTS, events('`lamp.broken`', '`lamp.put_out`', ''));

    expect(() => writeProto(workspace.root)).toThrow(/the comment of LampLit says `lamp.broken`/);
  });

  it('does nothing the second time', () => {
    expect(writeProto(workspace.root)).toEqual({ touched: [], newLibraries: [] });
  });

  it('mends the format of a contract', () => {
    workspace.write(LAMP, lamp('string id = 1;').replaceAll('  ', '    '));

    writeProto(workspace.root);

    expect(workspace.read(LAMP)).toBe(lamp('string id = 1;'));
  });

  it('removes what is left over from a contract that went', () => {
    rmSync(join(workspace.root, 'proto/hansom/street_lamp'), { recursive: true });

    const { touched } = writeProto(workspace.root);

    expect(touched).toHaveLength(6);
    expect(touched.filter((file) => existsSync(join(workspace.root, file)))).toEqual([]);
  });

  it('refuses two files that declare one name', () => {
    workspace.write(
      'proto/hansom/street_lamp/v2/street_lamp.proto',
      lamp('string id = 1;').replace('.v1', '.v2'),
    );

    expect(() => writeProto(workspace.root)).toThrow(/Lamp is declared in .*v1.* and in .*v2/);
  });

  it('refuses a folder without a contract', () => {
    workspace.write('proto/hansom/empty/README.md', '');

    expect(() => writeProto(workspace.root)).toThrow('proto/hansom/empty holds no .proto file');
  });

  it('refuses bad style, and says where', () => {
    workspace.write(LAMP, lamp('string lampId = 1;'));

    expect(() => writeProto(workspace.root)).toThrow(/street_lamp\.proto.*lampId/s);
  });

  it('--check finds nothing wrong with what was just written', () => {
    expect(checkProto(workspace.root)).toEqual({ problems: [], notes: [] });
  });

  it('--check lists the files that are out of date, and leaves them as they are', () => {
    const edited = `${LIBRARY}/src/index.ts`;
    workspace.write(edited, 'edited');
    workspace.write(`${LIBRARY}/src/extra.ts`, '');
    rmSync(join(workspace.root, LIBRARY, 'README.md'));

    const { problems } = checkProto(workspace.root);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(
      [
        `  ${LIBRARY}/README.md (missing)`,
        `  ${LIBRARY}/src/extra.ts (left over)`,
        `  ${LIBRARY}/src/index.ts (differs)`,
      ].join('\n'),
    );
    expect(workspace.read(edited)).toBe('edited');
  });

  it('--check finds a contract whose code was not generated', () => {
    workspace.write(LAMP, lamp('string id = 1;', 'string street = 2;'));

    expect(checkProto(workspace.root).problems).toEqual([
      expect.stringContaining('street_lamp.ts (differs)'),
    ]);
  });

  it('--check finds bad style', () => {
    workspace.write(LAMP, lamp('string lampId = 1;'));

    expect(checkProto(workspace.root).problems).toEqual([expect.stringContaining('buf lint:')]);
  });

  it('--check finds bad format', () => {
    workspace.write(LAMP, lamp('string id = 1;').replaceAll('  ', '    '));

    expect(checkProto(workspace.root).problems).toEqual([expect.stringContaining('buf format')]);
  });

  it('--check finds a broken promise', () => {
    workspace.write(LAMP, lamp('string name = 1;'));

    expect(checkProto(workspace.root).problems).toContainEqual(expect.stringContaining('buf breaking:'));
  });
});

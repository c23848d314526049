import { fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { fakeEffects } from '@hansom/platform-context/testing';
import { type ClientOf, rootCall } from '@hansom/platform-rpc';
import {
  DESCRIPTORS as GRPC,
  type ServerReflectionRequest,
  type ServerReflectionResponse,
} from '@hansom/proto-grpc';
import { DESCRIPTORS as PLATFORM } from '@hansom/proto-platform';

import { clientOf } from '../testing/in-process.ts';
import { reflectionContract, reflectionService } from './reflection-service.ts';

const ADMIN = 'hansom.platform.v1.AdminService';
const FILE = 'hansom/platform/v1/admin.proto';
const WITH_IMPORTS = [FILE, 'google/protobuf/descriptor.proto', 'hansom/options/v1/options.proto'].sort();

describe('reflectionService', () => {
  const effects = fakeEffects();
  let client: ClientOf<typeof reflectionContract>;

  beforeEach(async () => {
    const served = reflectionService({ contracts: [ADMIN], descriptors: [PLATFORM, GRPC] });
    client = await clientOf(reflectionContract, served, effects);
  });

  type Asked = NonNullable<ServerReflectionRequest['messageRequest']>;

  async function ask(
    ...asked: (Asked | undefined)[]
  ): Promise<ServerReflectionResponse['messageResponse'][]> {
    async function* requests() {
      for (const messageRequest of asked) yield { host: 'h', messageRequest };
    }
    const call = rootCall(effects, { name: 'spec', deadlineMs: Infinity });
    const answers = [];
    for await (const answer of client.serverReflectionInfo(requests(), call))
      answers.push(answer.messageResponse);
    call.end();
    return answers;
  }

  /** The names of the files that an answer consists of, or its error. */
  async function filesFor(asked: Asked): Promise<string[] | string | undefined> {
    const [answer] = await ask(asked);
    if (answer?.$case !== 'fileDescriptorResponse') return answer?.$case;
    return answer.value.fileDescriptorProto
      .map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes).name)
      .sort();
  }

  it('lists the contracts that are served', async () => {
    expect(await ask({ $case: 'listServices', value: '' })).toEqual([
      { $case: 'listServicesResponse', value: { service: [{ name: ADMIN }] } },
    ]);
  });

  it.each([
    ADMIN,
    `${ADMIN}.GetStats`,
    'hansom.platform.v1.Check',
    'hansom.platform.v1.Check.priority',
    'hansom.platform.v1.Check.MeasurementsEntry',
  ])('finds the file of %s, with what it imports', async (value) => {
    expect(await filesFor({ $case: 'fileContainingSymbol', value })).toEqual(WITH_IMPORTS);
  });

  it('finds a file by its name', async () => {
    expect(await filesFor({ $case: 'fileByFilename', value: 'grpc/health/v1/health.proto' })).toEqual([
      'grpc/health/v1/health.proto',
    ]);
  });

  it('finds an extension, and all there are of a type', async () => {
    const containingType = 'google.protobuf.MethodOptions';

    expect(
      await filesFor({ $case: 'fileContainingExtension', value: { containingType, extensionNumber: 50001 } }),
    ).toContain('hansom/options/v1/options.proto');
    expect(await ask({ $case: 'allExtensionNumbersOfType', value: containingType })).toEqual([
      {
        $case: 'allExtensionNumbersResponse',
        value: {
          baseTypeName: containingType,
          extensionNumber: expect.arrayContaining([50001, 50002, 50003]),
        },
      },
    ]);
  });

  it.each<Asked | undefined>([
    { $case: 'fileByFilename', value: 'nope.proto' },
    { $case: 'fileContainingSymbol', value: 'nope' },
    { $case: 'fileContainingExtension', value: { containingType: 'nope', extensionNumber: 1 } },
    undefined,
  ])('answers %j with an error, and goes on', async (asked) => {
    const answers = await ask(asked, { $case: 'listServices', value: '' });

    expect(answers).toMatchObject([
      { $case: 'errorResponse', value: { errorCode: 5 } },
      { $case: 'listServicesResponse' },
    ]);
  });
});

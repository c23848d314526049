import { Buffer } from 'node:buffer';

import { type DescFile, type FileRegistry, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { foreignContract, serve, type Served } from '@hansom/platform-rpc';
import {
  ServerReflectionDefinition,
  type ServerReflectionRequest,
  type ServerReflectionResponse,
} from '@hansom/proto-grpc';

import { readDescriptors } from './descriptors.ts';

/** gRPC's reflection as one of our contracts: everybody may ask; contracts are no secret. */
export const reflectionContract = foreignContract(ServerReflectionDefinition, {
  service: 'reflection',
  promise: { meanMs: 2, p95Ms: 20 },
  access: { kind: 'open' },
  criticality: 4,
});

export interface ReflectionOptions {
  /** Full names of the contracts that are served. */
  readonly contracts: readonly string[];
  /** The `DESCRIPTORS` of their libraries. */
  readonly descriptors: readonly string[];
}

type Answer = ServerReflectionResponse['messageResponse'];

const NOT_FOUND = 5;

/** Serves `grpc.reflection.v1`, from what the contracts' libraries carry: nothing is read from disk. */
export function reflectionService({ contracts, descriptors }: ReflectionOptions): Served {
  let read: FileRegistry | undefined; // when first asked: it would double the start of a service
  const registry = (): FileRegistry => (read ??= readDescriptors(descriptors));
  return serve(reflectionContract, {
    serverReflectionInfo: async function* (requests) {
      for await (const request of requests) {
        yield { validHost: request.host, originalRequest: request, messageResponse: answer(request) };
      }
    },
  });

  function answer({ messageRequest: asked }: ServerReflectionRequest): Answer {
    switch (asked?.$case) {
      case 'listServices':
        return { $case: 'listServicesResponse', value: { service: contracts.map((name) => ({ name })) } };
      case 'fileByFilename':
        return files(registry().getFile(asked.value), asked.value);
      case 'fileContainingSymbol':
        return files(fileOf(registry(), asked.value), asked.value);
      case 'fileContainingExtension': {
        const { containingType, extensionNumber } = asked.value;
        const extension = extensionsOf(registry(), containingType).find(
          ({ number }) => number === extensionNumber,
        );
        return files(extension?.file, `extension ${extensionNumber} of ${containingType}`);
      }
      case 'allExtensionNumbersOfType':
        return {
          $case: 'allExtensionNumbersResponse',
          value: {
            baseTypeName: asked.value,
            extensionNumber: extensionsOf(registry(), asked.value).map(({ number }) => number),
          },
        };
      case undefined:
        return missing('nothing was asked');
    }
    return asked satisfies never;
  }
}

/** The file of a service, message, enum or extension, or of a method or field of one. */
function fileOf(registry: FileRegistry, symbol: string): DescFile | undefined {
  const owner = symbol.slice(0, Math.max(0, symbol.lastIndexOf('.')));
  return (registry.get(symbol) ?? registry.get(owner))?.file;
}

function extensionsOf(registry: FileRegistry, typeName: string) {
  return [...registry]
    .filter((type) => type.kind === 'extension')
    .filter(({ extendee }) => extendee.typeName === typeName);
}

/** A file with all that it imports, so that nobody has to ask again. */
function files(file: DescFile | undefined, asked: string): Answer {
  if (!file) return missing(`${asked} is not known here`);
  const found = new Set([file]);
  // A set's iteration also visits what is added on the way.
  for (const { dependencies } of found) dependencies.forEach((imported) => found.add(imported));
  const fileDescriptorProto = [...found].map(({ proto }) =>
    Buffer.from(toBinary(FileDescriptorProtoSchema, proto)),
  );
  return { $case: 'fileDescriptorResponse', value: { fileDescriptorProto } };
}

function missing(errorMessage: string): Answer {
  return { $case: 'errorResponse', value: { errorCode: NOT_FOUND, errorMessage } };
}

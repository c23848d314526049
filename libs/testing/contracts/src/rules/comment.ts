import {
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescMethod,
  type DescService,
} from '@bufbuild/protobuf';

type Commented = DescService | DescMethod | DescMessage | DescField | DescEnum | DescEnumValue;

/** Field numbers of descriptor.proto: a location's path is made of them and of positions in their lists. */
const FILE = { message: 4, enum: 5, service: 6 };
const SERVICE = { method: 2 };
const MESSAGE = { field: 2, message: 3, enum: 4 };
const ENUM = { value: 2 };

/** Everything in a contract has a comment above it that says something. */
export function checkComment(desc: Commented): string[] {
  const path = pathOf(desc).join();
  const locations = fileOf(desc).proto.sourceCodeInfo?.location ?? [];
  const comment = locations.find((location) => location.path.join() === path)?.leadingComments ?? '';
  return /\w/.test(comment) ? [] : ['has no comment'];
}

function fileOf(desc: Commented): DescFile {
  return 'file' in desc ? desc.file : desc.parent.file;
}

function pathOf(desc: Commented): number[] {
  switch (desc.kind) {
    case 'service':
      return [FILE.service, desc.file.proto.service.indexOf(desc.proto)];
    case 'rpc':
      return [...pathOf(desc.parent), SERVICE.method, desc.parent.proto.method.indexOf(desc.proto)];
    case 'message':
      return pathOfMessage(desc);
    case 'field':
      return [...pathOf(desc.parent), MESSAGE.field, desc.parent.proto.field.indexOf(desc.proto)];
    case 'enum':
      return pathOfEnum(desc);
    case 'enum_value':
      return [...pathOf(desc.parent), ENUM.value, desc.parent.proto.value.indexOf(desc.proto)];
    default:
      throw desc satisfies never;
  }
}

function pathOfMessage({ parent, file, proto }: DescMessage): number[] {
  if (!parent) return [FILE.message, file.proto.messageType.indexOf(proto)];
  return [...pathOf(parent), MESSAGE.message, parent.proto.nestedType.indexOf(proto)];
}

function pathOfEnum({ parent, file, proto }: DescEnum): number[] {
  if (!parent) return [FILE.enum, file.proto.enumType.indexOf(proto)];
  return [...pathOf(parent), MESSAGE.enum, parent.proto.enumType.indexOf(proto)];
}

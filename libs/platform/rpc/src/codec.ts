import { Buffer, isUtf8 } from 'node:buffer';

import { BinaryReader } from '@bufbuild/protobuf/wire';

import { type MessageType } from './contract.ts';

/** The longest message that is sent or taken: 256 KiB. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/**
 * Reads a message. Throws when the bytes are not exactly one message, or a string in them is not UTF-8: protobuf demands
 * both, the generated code alone demands neither.
 */
export function decodeMessage<T>(type: MessageType<T>, bytes: Uint8Array): T {
  const reader = new BinaryReader(bytes, strictUtf8);
  const message = type.decode(reader);
  if (reader.pos !== reader.len) throw new RangeError('bytes are left after the message');
  return message;
}

/** Writes a message. Throws when it is not of its type. */
export function encodeMessage<T>(type: MessageType<T>, message: T): Buffer {
  const bytes = type.encode(message).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function strictUtf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new TypeError('a string is not UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

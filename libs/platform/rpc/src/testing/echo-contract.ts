import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { Access, Criticality, Sla } from '@hansom/proto-options';

import { type MessageType } from '../contract.ts';

/** A text, and a text within it: the one message of the echo contract. */
export interface Text {
  text: string;
  inner?: Text | undefined;
}

export interface EchoOptions {
  /** snake_case. Default: `echo`. */
  service?: string;
  /** Default: 1. */
  meanMs?: number;
  /** Default: 1000, so that a call has three seconds: in real time on a busy machine it may need some of them. */
  p95Ms?: number;
}

/**
 * A contract for specs of what is around handlers: one RPC of each kind of idempotency, `read` (NO_SIDE_EFFECTS), `repeat`
 * (IDEMPOTENT) and `write` (neither), that promise what the spec needs.
 */
export function echoContract(given: EchoOptions = {}) {
  const options = optionsOf(given);
  const { service = 'echo' } = given;
  return {
    name: 'EchoService',
    fullName: `hansom.${service}.v1.EchoService`,
    methods: {
      read: { ...messages, name: 'Read', options: { ...options, idempotencyLevel: 'NO_SIDE_EFFECTS' } },
      repeat: { ...messages, name: 'Repeat', options: { ...options, idempotencyLevel: 'IDEMPOTENT' } },
      write: { ...messages, name: 'Write', options },
    },
  } as const;
}

export type EchoContract = ReturnType<typeof echoContract>;

/** A contract of streams: `watch` answers a request with many texts, `chat` many with many. Default service: `talk`. */
export function talkContract(given: EchoOptions = {}) {
  const options = optionsOf(given);
  const { service = 'talk' } = given;
  return {
    name: 'TalkService',
    fullName: `hansom.${service}.v1.TalkService`,
    methods: {
      watch: { ...messages, responseStream: true, name: 'Watch', options },
      chat: { ...messages, requestStream: true, responseStream: true, name: 'Chat', options },
    },
  } as const;
}

export type TalkContract = ReturnType<typeof talkContract>;

/** Written as ts-proto writes it, without its limit on depth. */
export const Text: MessageType<Text> = {
  encode: (message, writer = new BinaryWriter()) => {
    if (message.text !== '') writer.uint32(10).string(message.text);
    if (message.inner) Text.encode(message.inner, writer.uint32(18).fork()).join();
    return writer;
  },
  decode: (input, length) => {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const end = length === undefined ? reader.len : reader.pos + length;
    const message: Text = { text: '' };
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === 10) message.text = reader.string();
      else if (tag === 18) message.inner = Text.decode(reader, reader.uint32());
      else if ((tag & 7) === 4 || tag === 0) break;
      // eslint-disable-next-line no-restricted-properties -- a field, not a spec
      else reader.skip(tag & 7);
    }
    return message;
  },
};

const messages = {
  requestType: Text,
  requestStream: false,
  responseType: Text,
  responseStream: false,
} as const;

function optionsOf({ meanMs = 1, p95Ms = 1000 }: EchoOptions) {
  return {
    _unknownFields: {
      [(50001 << 3) | 2]: [embedded(Sla.encode({ meanMs, p95Ms }))],
      [(50002 << 3) | 2]: [embedded(Access.encode({ rule: { $case: 'open', value: {} } }))],
      [50003 << 3]: [Uint8Array.of(Criticality.LIVE)],
    },
  };
}

/** As ts-proto keeps an option that is a message: with its length before it. */
function embedded(message: BinaryWriter): Uint8Array {
  return new BinaryWriter().bytes(message.finish()).finish();
}

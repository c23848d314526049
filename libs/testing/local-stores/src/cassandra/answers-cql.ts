import { connect } from 'node:net';

const PATIENCE_MS = 2_000;
const HEADER_BYTES = 9;

/** Opcodes of the native protocol, version 4. */
const OPTIONS = 0x05;
const STARTUP = 0x01;
const AUTH_RESPONSE = 0x0f;
const SUPPORTED = 0x06;
const AUTHENTICATE = 0x03;
const AUTH_SUCCESS = 0x10;

/** Whether something at this address speaks Cassandra's protocol, and soon. */
export async function answersCql(host: string, port: number): Promise<boolean> {
  return says(await conversation({ host, port }, [frame(OPTIONS)]), [SUPPORTED]);
}

/** Whether the user `cassandra` that a new Cassandra makes can sign in already. */
export async function admitsFirstUser(host: string, port: number): Promise<boolean> {
  const startup = frame(STARTUP, Buffer.concat([short(1), string('CQL_VERSION'), string('3.0.0')]));
  const token = Buffer.from('\0cassandra\0cassandra');
  const answers = await conversation({ host, port }, [
    startup,
    frame(AUTH_RESPONSE, Buffer.concat([int(token.length), token])),
  ]);
  return says(answers, [AUTHENTICATE, AUTH_SUCCESS]);
}

function says(answers: readonly number[], wanted: readonly number[]): boolean {
  return answers.join() === wanted.join();
}

/** Sends the frames, each when the one before is answered; the opcodes of the answers, fewer when it is not answered. */
function conversation(at: { host: string; port: number }, frames: readonly Buffer[]): Promise<number[]> {
  return new Promise((resolve) => {
    const answers: number[] = [];
    let read = Buffer.alloc(0);
    const socket = connect(at);
    const say = (): void => {
      const next = frames[answers.length];
      if (next) socket.write(next);
      else socket.destroy();
    };
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('connect', say);
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', () => resolve(answers));
    socket.on('data', (chunk) => {
      read = Buffer.concat([read, chunk]);
      if (read.length < HEADER_BYTES || read.length < HEADER_BYTES + read.readInt32BE(5)) return;
      answers.push(read.readUInt8(4));
      read = Buffer.alloc(0);
      say();
    });
  });
}

function frame(opcode: number, body = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([0x04, 0, 0, 0, opcode]), int(body.length), body]);
}

function string(text: string): Buffer {
  return Buffer.concat([short(text.length), Buffer.from(text)]);
}

function short(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

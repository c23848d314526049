import { hash, type Options, verify } from '@node-rs/argon2';

import { type Random } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';

import { Gate } from './gate.ts';

/** Argon2id, the library's default, with OWASP's least figures: about 10 ms of a core and 19 MiB each. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The work takes threads of libuv, of which there are four for all services of a process. */
const GATE = { atOnce: 3, waiting: 64 };

/** Hashes of passwords: few at a time, the rest waits, and more than can wait are refused with `auth.busy`. */
export interface Passwords {
  /** In PHC form, with a salt of its own. */
  hash(password: string, call: Call): Promise<string>;
  /** Takes as long for nobody's hash as for anybody's. */
  isRight(password: string, hash: string | undefined, call: Call): Promise<boolean>;
}

export async function passwords(random: Pick<Random, 'bytes'>): Promise<Passwords> {
  const gate = new Gate(GATE);
  const nobodys = await hash(random.bytes(32), COST);
  return {
    hash: (password, call) => gate.through(call, () => hash(password, COST)),
    isRight: async (password, known, call) => {
      const isRight = await gate.through(call, () => verify(known ?? nobodys, password));
      return known !== undefined && isRight;
    },
  };
}

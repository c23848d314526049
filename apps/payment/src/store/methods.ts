import { type ContendedTable, boolean, contendedTable, text } from '@hansom/platform-store';
import { days } from '@hansom/shared-time';

/** The cards of a rider. The ids' order is that of time. */
export const methodsTable = contendedTable({
  name: 'methods',
  partition: { rider_id: text() },
  clustering: { method_id: text() },
  columns: { card: text(), brand: text(), last4: text(), expires: text(), removed: boolean() },
});

/** What was asked for under a command key, and the id that the card has or would have had. */
export const methodCommandsTable = contendedTable({
  name: 'method_commands',
  partition: { rider_id: text(), command_key: text() },
  columns: { method_id: text(), provider_token: text() },
});

export interface Method {
  rider_id: string;
  method_id: string;
  card: string;
  brand: string;
  last4: string;
  expires: string;
}

export interface MethodCommand {
  rider_id: string;
  command_key: string;
  method_id: string;
  provider_token: string;
}

const COMMANDS_KEPT_MS = days(1);
const MOST_READ = 1_000;

/** The cards on file. */
export interface Methods {
  /** The command as it first came under its key: a repeat gets the first one's id. */
  firstOf(command: MethodCommand): Promise<MethodCommand>;
  add(method: Method): Promise<void>;
  /** Also one that was taken off file: undefined is only what never was. */
  everOf(riderId: string, methodId: string): Promise<(Method & { removed: boolean }) | undefined>;
  /** On file, oldest first. */
  list(riderId: string): Promise<Method[]>;
  remove(riderId: string, methodId: string): Promise<void>;
}

export function methodsIn(tables: {
  methods: ContendedTable<typeof methodsTable>;
  commands: ContendedTable<typeof methodCommandsTable>;
}): Methods {
  const { methods, commands } = tables;
  return {
    firstOf: async (command) => {
      const written = await commands.insertIfAbsent(command, { ttlMs: COMMANDS_KEPT_MS });
      return written.applied ? command : (written.current ?? command);
    },
    add: async (method) => void (await methods.insertIfAbsent({ ...method, removed: false })),
    everOf: (rider_id, method_id) => methods.get({ rider_id, method_id }),
    list: async (rider_id) => {
      const { rows } = await methods.range({ partition: { rider_id }, limit: MOST_READ });
      return rows.filter(({ removed }) => !removed);
    },
    remove: async (rider_id, method_id) => {
      const change = { expect: { removed: false }, set: { removed: true } };
      if (await methods.get({ rider_id, method_id }))
        await methods.compareAndSet({ rider_id, method_id }, change);
    },
  };
}

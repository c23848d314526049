import { type Ids } from '@hansom/platform-context';
import {
  type ContendedTable,
  contendedTable,
  optional,
  type RowOf,
  text,
  textList,
  timestamp,
} from '@hansom/platform-store';

/** Everybody who ever worked here, in one partition: they are few, and are listed. Who has a name has its row, for ever. */
export const staffTable = contendedTable({
  name: 'staff',
  partition: { roll: text() },
  clustering: { name: text() },
  columns: {
    /** Of whoever wrote it last, and never the same: two who change it at once are told apart. */
    stamp: text(),
    staff_id: text(),
    /** The command that made it. */
    command_key: text(),
    state: text<StaffState>(),
    /** Patterns. */
    roles: textList(),
    /** Argon2id, in PHC form. Who has none signs in by link. */
    password_hash: optional(text()),
    created_at: timestamp(),
  },
});

export type StaffState = 'ACTIVE' | 'CLOSED';

type StaffRow = RowOf<typeof staffTable.columns> & { name: string };
export type StaffMember = Omit<StaffRow, 'stamp'>;

/** What of an account may be another tomorrow. */
export type StaffChange = Partial<Pick<StaffMember, 'state' | 'roles'>>;

export interface StaffMembers {
  /** The account of its name: this one, if it is the first. */
  claim(member: StaffMember): Promise<StaffMember>;
  ofName(name: string): Promise<StaffMember | undefined>;
  /** Changes an account by what it is when that is written; what `changeOf` throws is thrown. Undefined: no such account. */
  change(name: string, changeOf: (member: StaffMember) => StaffChange): Promise<StaffMember | undefined>;
  /** By name, at most 100. */
  page(page?: string): Promise<{ members: StaffMember[]; next?: string | undefined }>;
}

const ROLL = 'all';
const PAGE = 100;

export function staffMembers(table: ContendedTable<typeof staffTable>, ids: Ids): StaffMembers {
  return {
    claim: async (member) => {
      const written = await table.insertIfAbsent({ roll: ROLL, stamp: ids.uuid(), ...member });
      return written.applied ? member : (written.current ?? member);
    },
    ofName: (name) => table.get({ roll: ROLL, name }),
    change,
    page: async (page) => {
      const { rows, next } = await table.range({
        partition: { roll: ROLL },
        limit: PAGE,
        ...(page && { page }),
      });
      return { members: rows, next };
    },
  };

  async function change(
    name: string,
    changeOf: (member: StaffMember) => StaffChange,
  ): Promise<StaffMember | undefined> {
    const key = { roll: ROLL, name };
    let member = await table.get(key);
    // Who loses a race has seen somebody else's change, of which there are few.
    while (member) {
      const set = { ...changeOf(member), stamp: ids.uuid() };
      const written = await table.compareAndSet(key, { expect: { stamp: member.stamp }, set });
      if (written.applied) return { ...member, ...set };
      member = written.current;
    }
    return undefined;
  }
}

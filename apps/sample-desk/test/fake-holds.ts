import { HansomError } from '@hansom/platform-errors';
import { type HandlersOf } from '@hansom/platform-rpc';
import { type Hold, HoldState, type SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

/** A sample-hold in memory: a place is free until somebody takes it. */
export class FakeHolds {
  readonly holds = new Map<string, Hold>();
  private readonly byKey = new Map<string, string>();

  constructor(private readonly ids: readonly string[]) {}

  readonly handlers: HandlersOf<SampleHoldServiceDefinition> = {
    place: ({ commandKey, placeId, guestId }) => {
      const before = this.holds.get(this.byKey.get(commandKey) ?? '');
      if (before) return { outcome: { $case: 'hold', value: before } };
      const standing = [...this.holds.values()].some((hold) => hold.placeId === placeId);
      if (standing) return { outcome: { $case: 'taken', value: { placeId } } };
      return { outcome: { $case: 'hold', value: this.add(commandKey, { placeId, guestId }) } };
    },
    get: ({ holdId }) => ({ hold: this.find(holdId) }),
    confirm: ({ holdId }) => ({ hold: this.find(holdId) }),
    release: ({ holdId }) => ({ hold: this.find(holdId) }),
  };

  private add(commandKey: string, what: { placeId: string; guestId: string }): Hold {
    const id = this.ids[this.holds.size] ?? '';
    const hold: Hold = { ...what, id, state: HoldState.HELD, version: 1, expiresAt: new Date(0) };
    this.holds.set(id, hold);
    this.byKey.set(commandKey, id);
    return hold;
  }

  private find(holdId: string): Hold {
    const hold = this.holds.get(holdId);
    if (!hold)
      throw new HansomError('not_found', 'sample-hold.not_found', { description: 'there is no such hold' });
    return hold;
  }
}

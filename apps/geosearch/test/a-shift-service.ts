import { z } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { type HandlersOf } from '@hansom/platform-rpc';
import { defineService, type Host } from '@hansom/platform-runtime';
import { type Shift, shiftEvents, ShiftServiceDefinition } from '@hansom/proto-shift';

/** A service in shift's place, which lists what a spec gives it and tells what the spec says. */
export function aShiftService(live: Shift[]) {
  let host: Host | undefined;
  const others = Object.keys(ShiftServiceDefinition.methods).map((method) => [method, refuse]);
  return {
    definition: defineService({
      name: 'shift',
      description: 'Stands in for shift.',
      owner: { team: 'Specs', contact: 'specs@hansom.example' },
      contract: ShiftServiceDefinition,
      settings: z.object({}),
      config: z.object({}),
      compose(own) {
        host = own;
        const listLive = ({ city }: { city: string }) => ({
          shifts: live.filter((shift) => shift.city === city),
          nextPage: '',
        });
        // The others are refused, whatever they take.
        const handlers = { ...Object.fromEntries(others), listLive } as HandlersOf<ShiftServiceDefinition>;
        return { handlers };
      },
    }),
    /** Tells of a shift as it stands from now on. */
    async tell(shift: Shift): Promise<void> {
      const { shiftId: key, version } = shift;
      await host?.announce(shiftEvents, { type: 'shift.changed', key, version, payload: { shift } });
    },
  };
}

function refuse(): never {
  throw new HansomError('unimplemented', 'shift.not_in_this_spec', { description: 'specs do not ask this' });
}

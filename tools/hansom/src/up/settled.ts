import { type Group, slotName, slotsOf } from '@hansom/platform-provisioning';

import { UsageError } from '../services.ts';
import { type Fleet } from './fleet.ts';
import { groupName } from './groups.ts';

/** Resolves when exactly what is wanted of a group serves. Rejects when an instance that it lacks fails again and again. */
export function settled(fleet: Pick<Fleet, 'supervisor' | 'refuseLoop'>, group: Group): Promise<void> {
  const { supervisor } = fleet;
  const slots = slotsOf(group);
  return supervisor.until(() => {
    if (supervisor.goal === 'down') throw new UsageError('it is being stopped');
    const running = supervisor.all().filter(({ slot }) => groupName(slot) === groupName(group));
    const serving = running
      .filter(({ state, generation }) => state === 'serving' && generation === group.generation)
      .map(({ slot }) => slotName(slot));
    const lacking = slots.filter((slot) => !serving.includes(slotName(slot)));
    for (const slot of lacking) fleet.refuseLoop(slot);
    return lacking.length === 0 && running.length === slots.length;
  });
}

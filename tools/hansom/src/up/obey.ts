import { type Group } from '@hansom/platform-provisioning';

import { UnknownName, UsageError } from '../services.ts';
import { ensureBundles, foreignBundle } from './bundle.ts';
import { type Obey, type Order } from './control.ts';
import { ROBOTS, TRAFFIC } from './environment.ts';
import { type Fleet } from './fleet.ts';
import { groupName } from './groups.ts';
import { settled } from './settled.ts';

type Progress = (text: string) => void;
type OrderOf<K extends Order['do']> = Extract<Order, { do: K }>;

/** Has a fleet do what it is told. `down`: ends everything, and resolves when that is so. */
export function obeying(fleet: Fleet, down: () => Promise<void>): Obey {
  let last: Promise<unknown> = Promise.resolve();
  return async (order, progress) => {
    if (order.do === 'down') await down();
    else if (order.do !== 'list') {
      // One change at a time: each waits until what it wants is so.
      const changed = last.then(() => obey(fleet, order, progress));
      last = changed.catch(() => undefined);
      await changed;
    }
    return fleet.rows();
  };
}

function obey(
  fleet: Fleet,
  order: Exclude<Order, OrderOf<'list' | 'down'>>,
  progress: Progress,
): Promise<void> {
  switch (order.do) {
    case 'restart':
      return restart(fleet, order, progress);
    case 'scale':
      return scale(fleet, order);
    case 'add':
      return add(fleet, order);
  }
}

/** One service after the other, one instance after the other. */
async function restart(fleet: Fleet, { services }: OrderOf<'restart'>, progress: Progress): Promise<void> {
  const { supervisor } = fleet;
  const named =
    services.length > 0 ? services : [...new Set(supervisor.groups.map(({ service }) => service))];
  const groups = named.flatMap((service) => groupsOf(fleet, service));
  await ensureBundles([
    ...new Set(groups.filter(({ release }) => release === undefined).map(({ service }) => service)),
  ]);
  for (const group of groups) {
    progress(`${groupName(group)}: replacing ${group.replicas}`);
    await replace(fleet, group); // in turn is the point of it
  }
}

async function replace(fleet: Fleet, group: Group): Promise<void> {
  const generation = group.generation + 1;
  change(fleet, group, { generation });
  await settled(fleet, { ...group, generation });
}

async function scale(fleet: Fleet, { service, release, replicas }: OrderOf<'scale'>): Promise<void> {
  const group = groupsOf(fleet, service).find((one) => one.release === release);
  if (!group) throw new UsageError(`no release ${release ?? ''} of ${service} runs here`);
  if (service === TRAFFIC)
    throw new UsageError(
      'replicas of traffic are decided at the start: all others are told their addresses then',
    );
  if (service === ROBOTS && replicas > 1)
    throw new UsageError('robots run once: two of them would be the same people');
  if (replicas < (release === undefined ? 1 : 0)) throw new UsageError(`${service}: at least 1`);
  change(fleet, group, { replicas });
  await settled(fleet, { ...group, replicas });
  if (replicas === 0) fleet.remove(group);
}

async function add(fleet: Fleet, { service, bundle: file }: OrderOf<'add'>): Promise<void> {
  const [beside] = groupsOf(fleet, service);
  if (service === TRAFFIC || service === ROBOTS) throw new UsageError(`${service} runs in one version only`);
  const bundle = await foreignBundle(service, file);
  const { version } =
    fleet.supervisor.all().find(({ slot }) => slot.service === beside?.service)?.notice ?? {};
  if (version === bundle.release) throw new UsageError(`version ${version} of ${service} runs already`);
  fleet.add(bundle);
  const group = groupsOf(fleet, service).find(({ release }) => release === bundle.release);
  if (group) await settled(fleet, group);
}

function change(fleet: Fleet, group: Group, changed: Partial<Group>): void {
  fleet.supervisor.want((wanted) => ({
    ...wanted,
    groups: wanted.groups.map((one) => (groupName(one) === groupName(group) ? { ...one, ...changed } : one)),
  }));
}

function groupsOf({ supervisor }: Fleet, service: string): Group[] {
  const found = supervisor.groups.filter((group) => group.service === service);
  if (found.length > 0) return found;
  throw new UnknownName(
    `${service} does not run here`,
    supervisor.groups.map((group) => group.service),
  );
}

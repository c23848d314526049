import { healthOf } from '../services/health.ts';
import { type Reading } from '../services/service-board.ts';
import { type ServiceHealth } from './protocol.ts';

/** How each service does, as its own page has it. */
export function servicesOf({
  services,
  instances,
}: Pick<Reading, 'services' | 'instances'>): ServiceHealth[] {
  return services.map((name) => {
    const own = instances.filter(({ instance }) => instance.service === name);
    return { name, ...healthOf(own), instances: own.length };
  });
}

import { cp } from 'node:fs/promises';
import path from 'node:path';

import { type Processes, type ServiceProcess } from '../chaos/processes.ts';
import { type CityProcess } from './city-process.ts';

/** Starts a service of a city as a process by itself: known to the city's certificates, and at the city's time, which went on while it was gone. */
export async function startBeside(
  city: CityProcess,
  { processes, service }: { processes: Processes; service: string },
): Promise<ServiceProcess> {
  const lend = (name: string): Promise<void> =>
    cp(path.join(city.data, name), path.join(processes.data, name), { recursive: true });
  await Promise.all(['ca', 'clock'].map(lend));
  return processes.start(service, city.env);
}

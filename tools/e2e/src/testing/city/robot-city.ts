import { type GetFleetResponse, RobotsServiceDefinition } from '@hansom/proto-robots';

import { until } from './app.ts';
import { needsAttention } from './attention.ts';
import { type CityOptions, type CityStack, type Population, startCity } from './city-stack.ts';

/** A city whose people are robots. */
export interface RobotCity {
  readonly stack: CityStack;
  /** How the robots are, as they tell it. */
  fleet(): Promise<GetFleetResponse>;
  /** What somebody has to look into: errors in the log, a line each. */
  complaints(): string[];
  close(): Promise<void>;
}

/** As many as live there when nobody says otherwise. */
export const DEFAULT_POPULATION: Population = { drivers: 150, ridesPerHour: 400 };

/** Starts a city, and robots in it. */
export async function startRobotCity(options: CityOptions & { robots: Population }): Promise<RobotCity> {
  const stack = await startCity(options);
  const robots = stack.client(RobotsServiceDefinition);
  return {
    stack,
    fleet: () =>
      until(
        'the robots tell how they are',
        () => robots.getFleet({}, stack.call()).catch(() => undefined), // where a machine is busy an answer comes too late
      ),
    complaints: () => needsAttention(stack.log),
    close: () => stack.close(),
  };
}

// Written by `npm run proto`.
import { RobotsServiceDefinition as generatedRobotsServiceDefinition } from './generated/hansom/robots/v1/robots.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { GetFleetRequest, GetFleetResponse } from './generated/hansom/robots/v1/robots.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const RobotsServiceDefinition = {
  ...generatedRobotsServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type RobotsServiceDefinition = typeof RobotsServiceDefinition;

// Written by `npm run proto`.
import { ConsoleServiceDefinition as generatedConsoleServiceDefinition } from './generated/hansom/console/v1/console.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { DESCRIPTORS } from './generated/descriptors.ts';

export const ConsoleServiceDefinition = {
  ...generatedConsoleServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type ConsoleServiceDefinition = typeof ConsoleServiceDefinition;

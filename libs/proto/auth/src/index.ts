// Written by `npm run proto`.
import { AuthServiceDefinition as generatedAuthServiceDefinition } from './generated/hansom/auth/v1/auth.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { PingRequest, PingResponse } from './generated/hansom/auth/v1/auth.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const AuthServiceDefinition = {
  ...generatedAuthServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type AuthServiceDefinition = typeof AuthServiceDefinition;

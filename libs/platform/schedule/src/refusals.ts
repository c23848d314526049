import { HansomError } from '@hansom/platform-errors';

/** What a refusal tells of the aggregate. */
export interface RefusedState {
  id: string;
  version: number;
  state: string;
}

/** A command that the present state does not allow: `<service>.transition_not_allowed`, with state and version. */
export function transitionNotAllowed(service: string, { id, version, state }: RefusedState): HansomError {
  return new HansomError('failed_precondition', `${service}.transition_not_allowed`, {
    description: `not allowed while ${state}`,
    context: { id, state, version: String(version) },
  });
}

/** Who waited for it made it impossible: its creator came too late. */
export function abandonedError(service: string, id: string): HansomError {
  const description = 'took too long to be created and was abandoned';
  return new HansomError('failed_precondition', `${service}.abandoned`, { description, context: { id } });
}

/** Another command created it. */
export function alreadyExists(service: string, { id, version, state }: RefusedState): HansomError {
  return new HansomError('already_exists', `${service}.already_exists`, {
    description: 'exists already',
    context: { id, state, version: String(version) },
  });
}

import { type Json } from './schemas.ts';

const TEXT = { type: 'string' };

/** `Problem` as the document tells it. */
export const PROBLEM: Json = {
  type: 'object',
  description:
    'What is told when what was asked for is not to be had (RFC 9457). Further members are facts, such as `state` and `version`.',
  properties: {
    type: { ...TEXT, description: '`/problems/<code>`' },
    title: TEXT,
    status: { type: 'integer' },
    detail: { ...TEXT, description: 'for a developer' },
    code: { ...TEXT, description: '`<service>.<reason>`: what to decide by' },
    traceId: { ...TEXT, description: 'what to name when asking for help' },
    errors: {
      type: 'array',
      description: 'every field that broke a rule',
      items: { type: 'object', properties: { field: TEXT, rule: TEXT }, required: ['field', 'rule'] },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};

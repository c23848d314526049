// Tables of a contract's events: which message is behind which type, one table for each kind of aggregate.
import { ContractError } from './contracts.mjs';

const EVENTS_FILE = /(^|\/)events\.ts$/;
/** What ts-proto makes of a message and its comment. */
const COMMENTED_MESSAGE = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport interface (\w+) \{/g;
/** `booking.assigned` */
const TYPE = /`([a-z][a-z0-9]*)\.([a-z][a-z0-9_]*)`/;

/**
 * The generated code of a file, and after it the tables of its events if it is an `events.proto`. A message is an event when its comment
 * says its type; the first part of that is the kind of aggregate.
 * @param {string} file as in `hansom/sample_hold/v1/events.ts`
 * @param {string} text
 * @param {string} topic the service that owns the events
 */
export function withCatalogues(file, text, topic) {
  if (!EVENTS_FILE.test(file)) return text;
  const catalogues = new Map();
  for (const { type, aggregate, message } of eventsOf(file, text)) {
    catalogues.set(aggregate, [...(catalogues.get(aggregate) ?? []), { type, message }]);
  }
  const tables = [...catalogues].map(([aggregate, events]) => catalogue(topic, aggregate, events));
  return [text, ...tables].join('\n');
}

/**
 * @param {string} file
 * @param {string} text
 */
function eventsOf(file, text) {
  return [...text.matchAll(COMMENTED_MESSAGE)].flatMap(([, comment = '', message = '']) => {
    const [type, aggregate = '', what = ''] = TYPE.exec(comment) ?? [];
    if (!type) return [];
    if (messageOf(aggregate, what) !== message)
      throw new ContractError(`${file}: the comment of ${message} says ${type}, which is no name of it`);
    return [{ type: `${aggregate}.${what}`, aggregate, message }];
  });
}

/**
 * `PaymentAuthFailed` of `payment.auth_failed`.
 * @param {string} aggregate
 * @param {string} what
 */
function messageOf(aggregate, what) {
  const words = [aggregate, ...what.split('_')];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/**
 * @param {string} topic
 * @param {string} aggregate
 * @param {{ type: string, message: string }[]} events
 */
function catalogue(topic, aggregate, events) {
  const types = events.map(({ type, message }) => `    "${type}": ${message},\n`).join('');
  return `/** The events of ${aggregate}s: the type of each, and the message that is its payload. */
export const ${aggregate}Events = {
  topic: "${topic}",
  aggregate: "${aggregate}",
  types: {
${types}  },
} as const;
`;
}

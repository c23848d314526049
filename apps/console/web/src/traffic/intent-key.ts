import { useRef } from 'react';

/** A key for what one means to do: another as soon as one means something else, the same when one asks again since nobody answered. */
export function useIntentKey(): (intent: object) => string {
  const last = useRef({ intent: '', key: '' });
  return (meant) => {
    const intent = JSON.stringify(meant);
    if (last.current.intent !== intent) last.current = { intent, key: crypto.randomUUID() };
    return last.current.key;
  };
}

import { type Rules } from '@hansom/client-console';

import css from './rules-text.module.css';
import { tellRules } from './tell-rules.ts';

/** The rules of a service, in sentences. */
export function RulesText({ rules }: { rules: Rules }) {
  const sentences = tellRules(rules);
  if (sentences.length === 0) {
    return <p className={css.none}>No rules: each version gets calls by the number of its instances.</p>;
  }
  return (
    <ul className={css.sentences}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

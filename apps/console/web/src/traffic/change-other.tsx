import { type Operations, type Rules } from '@hansom/client-console';
import { useState } from 'react';

import { useServices } from '../services/queries.ts';
import { useMe } from '../session/me-context.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import css from './change-other.module.css';

type Steered = Operations['listTrafficChanges']['answer']['rules'];

const NO_RULES: Rules = { shares: [], labels: [], faults: [] };

/** Changes the traffic of any service that runs. */
export function ChangeOther({ steered }: { steered: Steered }) {
  const { may } = useMe();
  const { data } = useServices();
  const [service, setService] = useState('');
  if (!may.changeTraffic) return null;
  const rules = steered.find((each) => each.service === service)?.rules ?? NO_RULES;
  return (
    <>
      <select
        className={css.choice}
        aria-label="Change the traffic of a service"
        value={service}
        onChange={({ target }) => setService(target.value)}
      >
        <option value="">Change a service …</option>
        {data?.services.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {service && (
        <ChangeDialog key={service} service={service} rules={rules} onClose={() => setService('')} />
      )}
    </>
  );
}

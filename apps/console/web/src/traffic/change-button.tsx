import { type Rules } from '@hansom/client-console';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../components/button.tsx';
import { useMe } from '../session/me-context.tsx';
import { ChangeDialog } from './change-dialog.tsx';

/** Leads to the change of a service's rules, for who may change them. */
export function ChangeButton({ service, rules }: { service: string; rules: Rules }) {
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  if (!may.changeTraffic) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`Change the traffic of ${service}`}>
        <SlidersHorizontal size={16} aria-hidden /> Change
      </Button>
      {open && <ChangeDialog service={service} rules={rules} onClose={() => setOpen(false)} />}
    </>
  );
}

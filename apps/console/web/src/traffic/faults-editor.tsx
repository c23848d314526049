import { type Fault } from '@hansom/client-console';

import { Field, SelectField } from '../components/field.tsx';
import { type Draft } from './draft.ts';
import { RowsEditor } from './rows-editor.tsx';
import { STATUSES } from './tell-rules.ts';

interface FaultsEditorProps {
  draft: Draft;
  edit: (part: Partial<Draft>) => void;
}

const FRESH: Fault = { percent: 1, abortCode: 14, delayMs: 0, header: '', headerValue: '' };

/** What callers meet in place of an answer: to see what they do then. */
export function FaultsEditor({ draft: { faults }, edit }: FaultsEditorProps) {
  return (
    <RowsEditor
      legend="Faults"
      hint="Some calls fail or wait, to see what their callers do then."
      what="fault"
      rows={faults}
      most={8}
      fresh={FRESH}
      set={(next) => edit({ faults: next })}
    >
      {(fault, change) => <FaultFields fault={fault} change={change} />}
    </RowsEditor>
  );
}

function FaultFields({ fault, change }: { fault: Fault; change: (part: Partial<Fault>) => void }) {
  const { percent, abortCode, delayMs, header, headerValue } = fault;
  const codes = [...new Set([...Object.keys(STATUSES).map(Number), ...(abortCode > 0 ? [abortCode] : [])])];
  return (
    <>
      <Count label="Of the calls, %" value={percent} max={100} set={(to) => change({ percent: to })} />
      <SelectField
        label="Fail with"
        value={abortCode}
        onChange={({ target }) => change({ abortCode: Number(target.value) })}
      >
        <option value={0}>do not fail</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {STATUSES[code] ?? `gRPC status ${code}`}
          </option>
        ))}
      </SelectField>
      <Count label="Wait first, ms" value={delayMs} max={60_000} set={(to) => change({ delayMs: to })} />
      <Field
        label="Only with header"
        value={header}
        onChange={({ target }) => change({ header: target.value })}
        maxLength={100}
        spellCheck={false}
      />
      <Field
        label="of the value"
        value={headerValue}
        onChange={({ target }) => change({ headerValue: target.value })}
        maxLength={200}
        spellCheck={false}
      />
    </>
  );
}

interface CountProps {
  label: string;
  value: number;
  max: number;
  set: (value: number) => void;
}

function Count({ label, value, max, set }: CountProps) {
  const read = (typed: number): number => (Number.isNaN(typed) ? 0 : Math.round(typed));
  return (
    <Field
      label={label}
      type="number"
      min={0}
      max={max}
      value={value}
      onChange={({ target }) => set(read(target.valueAsNumber))}
    />
  );
}

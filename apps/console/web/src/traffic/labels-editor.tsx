import { Field, SelectField } from '../components/field.tsx';
import { type Draft } from './draft.ts';
import { RowsEditor } from './rows-editor.tsx';

interface LabelsEditorProps {
  draft: Draft;
  edit: (part: Partial<Draft>) => void;
}

/** Which version those calls get that ask for a label. */
export function LabelsEditor({ draft: { labels, shares }, edit }: LabelsEditorProps) {
  const versions = [...new Set([...shares, ...labels].map(({ version }) => version))].filter(Boolean);
  return (
    <RowsEditor
      legend="Labels"
      hint="Calls that ask for a label go to its version, whatever the shares say."
      what="label"
      rows={labels}
      most={16}
      fresh={{ label: '', version: versions[0] ?? '' }}
      set={(next) => edit({ labels: next })}
    >
      {({ label, version }, change) => (
        <>
          <Field
            label="Label"
            value={label}
            onChange={({ target }) => change({ label: target.value })}
            maxLength={64}
            spellCheck={false}
          />
          <SelectField
            label="Version"
            value={version}
            onChange={({ target }) => change({ version: target.value })}
          >
            {versions.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
        </>
      )}
    </RowsEditor>
  );
}

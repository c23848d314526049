import { type Draft } from './draft.ts';
import css from './shares-editor.module.css';
import { type DraftShare, withShare } from './shares.ts';

interface SharesEditorProps {
  draft: Draft;
  edit: (part: Partial<Draft>) => void;
}

/** How much each version gets. What one takes the others give: it always sums up. */
export function SharesEditor({ draft: { byHand, shares }, edit }: SharesEditorProps) {
  return (
    <fieldset className={css.shares}>
      <legend className={css.legend}>Shares</legend>
      <div className={css.modes}>
        <Mode label="By the number of instances" chosen={!byHand} choose={() => edit({ byHand: false })} />
        <Mode label="By hand" chosen={byHand} choose={() => edit({ byHand: true })} />
      </div>
      {byHand &&
        shares.map((share) => (
          <ShareRow
            key={share.version}
            share={share}
            alone={shares.length === 1}
            set={(perMille) => edit({ shares: withShare(shares, share.version, perMille) })}
          />
        ))}
    </fieldset>
  );
}

function Mode({ label, chosen, choose }: { label: string; chosen: boolean; choose: () => void }) {
  return (
    <label className={css.mode}>
      <input type="radio" name="mode" checked={chosen} onChange={choose} />
      {label}
    </label>
  );
}

interface ShareRowProps {
  share: DraftShare;
  /** There is no other to take from. */
  alone: boolean;
  set: (perMille: number) => void;
}

function ShareRow({ share: { version, perMille }, alone, set }: ShareRowProps) {
  const label = `Share of ${version}, in percent`;
  return (
    <div className={css.row}>
      <code className={css.version}>{version}</code>
      <input
        className={css.slider}
        type="range"
        max={1_000}
        step={10}
        value={perMille}
        onChange={({ target }) => set(target.valueAsNumber)}
        aria-label={label}
        aria-valuetext={`${perMille / 10} percent`}
        disabled={alone}
      />
      <span className={css.figure}>
        <input
          className={css.number}
          type="number"
          min={0}
          max={100}
          step={0.1}
          value={perMille / 10}
          onChange={({ target }) => set(Math.round(target.valueAsNumber * 10) || 0)}
          aria-label={label}
          disabled={alone}
        />
        %
      </span>
    </div>
  );
}

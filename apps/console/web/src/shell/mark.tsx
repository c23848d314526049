import css from './mark.module.css';

const SPOKES = [0, 45, 90, 135];

/** A hansom's wheel, and its lamp. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg className={css.mark} viewBox="0 0 32 32" width={size} height={size} aria-hidden>
      <circle className={css.rim} cx="16" cy="16" r="13" />
      {SPOKES.map((turn) => (
        <path key={turn} className={css.spoke} d="M16 4v24" transform={`rotate(${turn} 16 16)`} />
      ))}
      <circle className={css.lamp} cx="16" cy="16" r="5" />
    </svg>
  );
}

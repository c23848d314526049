import css from './attribution.module.css';

/** Who made the streets: wherever they are shown. */
export function Attribution({ text }: { text: string }) {
  return (
    <p className={css.attribution}>
      <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer">
        {text}
      </a>
    </p>
  );
}

import { classes } from '../components/classes.ts';
import { formatCount } from '../format/number.ts';
import css from './now-panel.module.css';

interface TileProps {
  label: string;
  value: number;
  /** Somebody should look. */
  alert?: boolean;
}

/** A count that one reads from afar. */
export function Tile({ label, value, alert = false }: TileProps) {
  return (
    <div className={classes(css.tile, alert && css.alert)}>
      <dt>{label}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  );
}

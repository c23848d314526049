import { Expand, Flame, type LucideIcon, Minus, Plus, Rows3 } from 'lucide-react';

import { Tip } from '../components/tip.tsx';
import css from './map-controls.module.css';

interface MapControlsProps {
  heat: boolean;
  list: boolean;
  onZoom: (by: number) => void;
  onCity: () => void;
  onHeat: () => void;
  onList: () => void;
}

/** What one can do with the map without a mouse or a wheel. */
export function MapControls({ heat, list, onZoom, onCity, onHeat, onList }: MapControlsProps) {
  return (
    <div className={css.controls} role="group" aria-label="Map">
      <Control icon={Plus} label="Zoom in" onPress={() => onZoom(1)} />
      <Control icon={Minus} label="Zoom out" onPress={() => onZoom(-1)} />
      <Control icon={Expand} label="Show the whole city" onPress={onCity} />
      <Control icon={Flame} label="Demand of the last 30 minutes" pressed={heat} onPress={onHeat} />
      <Control icon={Rows3} label="List of taxis" pressed={list} onPress={onList} />
    </div>
  );
}

interface ControlProps {
  icon: LucideIcon;
  label: string;
  /** Of what can be on or off. */
  pressed?: boolean;
  onPress: () => void;
}

function Control({ icon: Icon, label, pressed, onPress }: ControlProps) {
  return (
    <Tip text={label}>
      <button
        type="button"
        className={css.control}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onPress}
      >
        <Icon size={18} aria-hidden />
      </button>
    </Tip>
  );
}

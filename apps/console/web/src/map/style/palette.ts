import { type Theme } from '../../theme/theme.ts';

/** The colours of the ground: calmer than anything that stands on it. */
export interface Palette {
  readonly ground: string;
  /** Streets from afar, where they have no edges. */
  readonly far: string;
  readonly street: string;
  readonly main: string;
  readonly motorway: string;
  readonly edge: string;
  readonly label: string;
  readonly halo: string;
  readonly city: string;
  /** Demand, from little to much. */
  readonly heat: readonly [string, string, string, string];
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#eff1ee',
    far: '#c8d0c9',
    street: '#ffffff',
    main: '#fffdf6',
    motorway: '#fbf3dd',
    edge: '#d5dbd5',
    label: '#4a5752',
    halo: '#ffffff',
    city: '#8b9691',
    heat: [
      'rgba(250, 204, 110, 0)',
      'rgba(250, 204, 110, 0.45)',
      'rgba(240, 140, 60, 0.62)',
      'rgba(205, 60, 50, 0.75)',
    ],
  },
  dark: {
    ground: '#10151a',
    far: '#2e3944',
    street: '#222b33',
    main: '#2a343e',
    motorway: '#36414b',
    edge: '#0a0e12',
    label: '#a3b0ab',
    halo: '#10151a',
    city: '#6b7982',
    heat: [
      'rgba(120, 70, 20, 0)',
      'rgba(160, 90, 30, 0.5)',
      'rgba(225, 120, 45, 0.62)',
      'rgba(255, 205, 110, 0.8)',
    ],
  },
};

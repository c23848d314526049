import { type Doing } from '../../../src/live/protocol.ts';

/** How one thing that a taxi does looks, on the map and everywhere else: never by colour alone. */
export interface DoingLook {
  /** For people. */
  readonly label: string;
  /** The custom property that holds the colour of the theme: `var(--doing-free)`. */
  readonly property: string;
  readonly light: string;
  readonly dark: string;
  /** A filled path in a box of 24 by 24, pointing north, centred on 12, 12: for `<path d>` and for `Path2D`. */
  readonly glyph: string;
}

/**
 * Hues after Okabe and Ito, moved until any two of them differ also without red, green or blue cones, and each stands out from its theme's grounds at
 * 3 to 1; doing.spec.ts holds to that.
 */
export const DOING: Readonly<Record<Doing, DoingLook>> = {
  FREE: {
    label: 'Free',
    property: '--doing-free',
    light: '#0a6a4c',
    dark: '#5ff0b6',
    glyph: 'M12 2 20 21 12 16.5 4 21Z',
  },
  OFFERED: {
    label: 'Has an offer',
    property: '--doing-offered',
    light: '#5f5500',
    dark: '#f3e94a',
    glyph: 'M12 2 21 12 12 22 3 12ZM12 7.5 7.9 12 12 16.5 16.1 12Z',
  },
  TO_PICKUP: {
    label: 'To the pickup',
    property: '--doing-to-pickup',
    light: '#2489ec',
    dark: '#49b4fb',
    glyph: 'M12 2 21 12 16.5 12 16.5 21 7.5 21 7.5 12 3 12Z',
  },
  AT_PICKUP: {
    label: 'At the pickup',
    property: '--doing-at-pickup',
    light: '#e85c08',
    dark: '#f9a51a',
    glyph: 'M12 2 20 9 20 21 4 21 4 9ZM9.5 11 9.5 17 14.5 17 14.5 11Z',
  },
  ON_TRIP: {
    label: 'On a trip',
    property: '--doing-on-trip',
    light: '#27349b',
    dark: '#5a6ff0',
    glyph: 'M12 1.5 19.5 10 19.5 21.5 4.5 21.5 4.5 10Z',
  },
  PAYING: {
    label: 'Being paid',
    property: '--doing-paying',
    light: '#d0399a',
    dark: '#d070b8',
    glyph: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM10.5 7h3v3.5H17v3h-3.5V17h-3v-3.5H7v-3h3.5Z',
  },
  BREAK: {
    label: 'On a break',
    property: '--doing-break',
    light: '#666e7a',
    dark: '#b8b2a6',
    glyph: 'M5 4h5v16H5ZM14 4h5v16h-5Z',
  },
  STREET_HAIL: {
    label: 'Hailed in the street',
    property: '--doing-street-hail',
    light: '#6e0f0a',
    dark: '#f0553a',
    glyph: 'M12 1.5 21 7v10l-9 5.5L3 17V7Z',
  },
};

/** In the order in which they are listed: from a car that waits for work to one that does not. */
export const DOINGS: readonly Doing[] = [
  'FREE',
  'OFFERED',
  'TO_PICKUP',
  'AT_PICKUP',
  'ON_TRIP',
  'PAYING',
  'STREET_HAIL',
  'BREAK',
];

import { CircleUserRound, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useId } from 'react';

import { Button } from '../components/button.tsx';
import { useMe } from '../session/me-context.tsx';
import { useSignOut } from '../session/queries.ts';
import { useTheme } from '../theme/theme-context.tsx';
import css from './staff-menu.module.css';

const THEMES = [
  { choice: 'system', label: 'As the system', icon: Monitor },
  { choice: 'light', label: 'Light', icon: Sun },
  { choice: 'dark', label: 'Dark', icon: Moon },
] as const;

/** Who one is, how it looks, and the way out. */
export function StaffMenu() {
  const me = useMe();
  const signOut = useSignOut();
  const menu = useId();
  return (
    <>
      <button
        type="button"
        className={css.trigger}
        popoverTarget={menu}
        aria-label={`You, signed in as ${me.name}`}
      >
        <CircleUserRound size={22} strokeWidth={1.75} aria-hidden />
      </button>
      <div className={css.menu} id={menu} popover="auto" role="group" aria-label="You">
        <p className={css.name}>{me.name}</p>
        <p className={css.may}>{mayOf(me.may)}</p>
        <ThemeChoices />
        <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
          <LogOut size={16} aria-hidden /> Sign out
        </Button>
      </div>
    </>
  );
}

function ThemeChoices() {
  const { choice: chosen, choose } = useTheme();
  return (
    <fieldset className={css.themes}>
      <legend className={css.legend}>Colours</legend>
      {THEMES.map(({ choice, label, icon: Icon }) => (
        <label key={choice} className={css.theme}>
          <input
            className={css.radio}
            type="radio"
            name="theme"
            checked={chosen === choice}
            onChange={() => choose(choice)}
          />
          <Icon size={16} aria-hidden />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function mayOf({ changeTraffic, seePhones }: { changeTraffic: boolean; seePhones: boolean }): string {
  const may = ['see the city', changeTraffic && 'change traffic', seePhones && 'see phone numbers'].filter(
    Boolean,
  );
  return `You may ${may.join(', ')}.`;
}

import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

import { classes } from './classes.ts';
import css from './dialog.module.css';

interface DialogProps {
  title: string;
  /** For what stands side by side where there is room. */
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The browser's own modal dialog: it keeps the focus, and gives it back. (Those of libraries lock scrolling by a style element, which the page's
 * policy refuses, and weigh more than most views.) Shown as long as it is rendered.
 */
export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // A layout effect is undone while the dialog is still there: once it is gone it gives no focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes(css.dialog, wide && css.wide)}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={css.header}>
        <h2 className={css.title} id={heading}>
          {title}
        </h2>
        <button type="button" className={css.close} onClick={onClose} aria-label="Close">
          <X size={20} aria-hidden />
        </button>
      </header>
      {children}
    </dialog>
  );
}

import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useId,
} from 'react';
import { createPortal } from 'react-dom';

import { place } from './place.ts';
import css from './tip.module.css';
import { useTip } from './use-tip.ts';

interface TipProps {
  text: ReactNode;
  /** Also when it is tapped: for what does nothing else. */
  tap?: boolean;
  /** A button, or what passes its attributes on to one. */
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/** Says more on hover and on focus, until one leaves or presses Escape. */
export function Tip({ text, tap = false, children }: TipProps) {
  const id = useId();
  const { trigger, show, hide, showNow } = useTip();
  const pointer = (event: PointerEvent<HTMLElement>): void => {
    if (event.pointerType === 'mouse') show(event.currentTarget);
    else if (tap) showNow(event.currentTarget);
  };
  const focus = ({ currentTarget }: FocusEvent<HTMLElement>): void => {
    if (currentTarget.matches(':focus-visible')) showNow(currentTarget);
  };
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: pointer,
        onPointerLeave: hide,
        onFocus: focus,
        onBlur: hide,
        'aria-describedby': trigger ? id : undefined,
      })}
      {trigger &&
        createPortal(
          <div
            ref={(bubble) => {
              if (bubble) place(bubble, trigger);
            }}
            className={css.tip}
            id={id}
            role="tooltip"
            popover="manual"
            onPointerEnter={() => show(trigger)}
            onPointerLeave={hide}
          >
            {text}
          </div>,
          document.body,
        )}
    </>
  );
}

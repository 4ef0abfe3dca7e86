import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { navigate } from '../routing/location';
import { buttonClass, type ButtonLook } from './button';
import { Icon, type IconName } from './icon';

export interface MenuItem {
  label: string;
  icon?: IconName;
  /** Where it leads, or what it does. */
  to?: string;
  onSelect?: () => void;
  /** One of several of which one holds. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
}

interface MenuProps extends ButtonLook {
  /** The button's name. */
  label: string;
  /** What the button shows instead of its name. */
  face?: ReactNode;
  items: readonly (MenuItem | { heading: string })[];
  align?: 'start' | 'end';
  up?: boolean;
}

/** A button that opens a list of things to do. Arrow keys, Home, End, letters and Escape work in it. */
export function Menu({ label, face, items, align = 'end', up, icon, ...look }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const entries = () => [...(frame.current?.querySelectorAll<HTMLElement>('.menu-item:not([aria-disabled])') ?? [])];

  useEffect(() => {
    if (!open) {
      return undefined;
    }
    (entries().find((entry) => entry.getAttribute('aria-checked') === 'true') ?? entries()[0])?.focus();
    const outside = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const move = (event: KeyboardEvent) => {
    const list = entries();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const last = list.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      list[target]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key.length === 1) {
      const letter = event.key.toLocaleLowerCase();
      const found = [...list.slice(at + 1), ...list].find((entry) =>
        entry.textContent?.trim().toLocaleLowerCase().startsWith(letter),
      );
      found?.focus();
    }
    event.stopPropagation();
  };

  const select = (item: MenuItem) => {
    if (item.disabled) {
      return;
    }
    close();
    item.onSelect?.();
    if (item.to) {
      navigate(item.to);
    }
  };

  return (
    <div className="menu" ref={frame}>
      <button
        type="button"
        ref={button}
        className={buttonClass({ ...look, iconOnly: look.iconOnly })}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={look.iconOnly ? label : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (!open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
            event.preventDefault();
            setOpen(true);
          }
        }}
      >
        {icon && <Icon name={icon} />}
        {face}
        {face || look.iconOnly ? <span className="visually-hidden">{label}</span> : label}
        {!look.iconOnly && !face && <Icon name="chevron" />}
      </button>
      {open && (
        <div
          id={id}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          className={['menu-list', align === 'start' && 'start', up && 'up'].filter(Boolean).join(' ')}
          onKeyDown={move}
        >
          {items.map((item) =>
            'heading' in item ? (
              <div key={item.heading} className="menu-heading" role="presentation">
                {item.heading}
              </div>
            ) : (
              <button
                key={item.label}
                type="button"
                role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={item.checked}
                aria-disabled={item.disabled || undefined}
                tabIndex={-1}
                className={item.danger ? 'menu-item danger' : 'menu-item'}
                onClick={() => select(item)}
              >
                {item.icon && <Icon name={item.icon} />}
                {item.label}
                {item.checked && (
                  <span className="end">
                    <Icon name="check" />
                  </span>
                )}
              </button>
            ),
          )}
        </div>
      )}
    </div>
  );
}

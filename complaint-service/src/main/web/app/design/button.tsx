import { type ButtonHTMLAttributes, forwardRef } from 'react';
import { Link } from '../routing/link';
import { Icon, type IconName } from './icon';

export interface ButtonLook {
  kind?: 'primary' | 'danger' | 'plain' | undefined;
  small?: boolean | undefined;
  icon?: IconName | undefined;
  /** The button shows its icon alone; its text is its name for screen readers and its tooltip. */
  iconOnly?: boolean | undefined;
}

export function buttonClass({ kind, small, iconOnly }: ButtonLook, more = ''): string {
  return ['button', kind, small && 'small', iconOnly && 'icon-only', more].filter(Boolean).join(' ');
}

interface ButtonProps extends ButtonLook, ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it began is still going on: it shows that and takes no more clicks, but keeps the focus. */
  busy?: boolean;
  children: React.ReactNode;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind, small, icon, iconOnly, busy = false, children, className, onClick, ...rest },
  ref,
) {
  return (
    <button
      type="button"
      ref={ref}
      className={buttonClass({ kind, small, iconOnly }, className)}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      title={iconOnly && typeof children === 'string' ? children : undefined}
      onClick={(event) => {
        if (busy) {
          event.preventDefault();
        } else {
          onClick?.(event);
        }
      }}
      {...rest}
    >
      {busy ? <span className="spinner" /> : icon && <Icon name={icon} />}
      {iconOnly ? <span className="visually-hidden">{children}</span> : children}
    </button>
  );
});

interface ButtonLinkProps extends ButtonLook {
  to: string;
  children: React.ReactNode;
}

/** Looks like a button and is a link, because it leads somewhere. */
export function ButtonLink({ to, icon, iconOnly, children, ...look }: ButtonLinkProps) {
  return (
    <Link to={to} className={buttonClass({ ...look, iconOnly })}>
      {icon && <Icon name={icon} />}
      {iconOnly ? <span className="visually-hidden">{children}</span> : children}
    </Link>
  );
}

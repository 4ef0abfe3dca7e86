import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate, usePlace } from './location';

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string;
}

/** A link to a page of the console; opens without loading the console again. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!event.defaultPrevented && !elsewhere) {
      event.preventDefault();
      navigate(to);
    }
  };
  return <a href={to} onClick={open} {...rest} />;
}

/** Which of these paths leads to where one is, or nearest to it; undefined if none does. */
export function useNearest(paths: readonly string[]): string | undefined {
  const { path } = usePlace();
  return paths
    .filter((each) => path === each || path.startsWith(`${each}/`))
    .sort((one, other) => other.length - one.length)[0];
}

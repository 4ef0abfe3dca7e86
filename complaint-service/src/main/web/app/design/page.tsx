import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from '../routing/link';
import { Icon } from './icon';

interface PageProps {
  title: string;
  /** Stands in the heading instead of the title, and says the same. */
  heading?: ReactNode;
  /** Small, above the title: where one comes from. */
  back?: { to: string; label: string };
  /** A sentence, or chips, below the title. */
  lead?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** For text and forms, which are hard to read when they are wide; lists take what there is. */
  narrow?: boolean;
  children: ReactNode;
}

let shownBefore = false;

/** What every page is made of: a title in the window's bar and at the top, which takes the focus when a page opens. */
export function Page({ title, heading, back, lead, actions, narrow, children }: PageProps) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Recourse`;
  }, [title]);
  useEffect(() => {
    // Not on the very first page: whoever opens the console begins at its beginning.
    if (shownBefore) {
      top.current?.focus({ preventScroll: true });
    }
    shownBefore = true;
  }, []);
  return (
    <div className={narrow ? 'page narrow' : 'page'}>
      <header className="page-head">
        <div className="page-title">
          {back && (
            <Link to={back.to} className="back">
              <Icon name="back" />
              {back.label}
            </Link>
          )}
          <h1 ref={top} tabIndex={-1}>
            {heading ?? title}
          </h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="row page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

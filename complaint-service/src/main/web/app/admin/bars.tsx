import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';

export interface Bar {
  key: string;
  label: ReactNode;
  value: number;
  /** What is written at its end; the value when absent. */
  text?: string;
  /** Class that gives it its colour. */
  look?: string;
  /** Leads to what has been counted. */
  to?: string;
}

/** Horizontal bars with their names and values as text, so that nothing hangs on the drawing alone. */
export function Bars({ bars, of }: { bars: readonly Bar[]; of?: number }) {
  const { number } = useI18n();
  const greatest = of ?? Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul className="bars">
      {bars.map((bar) => (
        <li key={bar.key}>
          <span className="bars-label">{bar.to ? <Link to={bar.to}>{bar.label}</Link> : bar.label}</span>
          <span className="bars-value number">{bar.text ?? number(bar.value)}</span>
          <svg width="100%" height="8" aria-hidden="true" focusable="false" className={bar.look}>
            <rect className="track" width="100%" height="8" rx="4" />
            {bar.value > 0 && (
              <rect className="fill" width={`${Math.min(100, (100 * bar.value) / greatest)}%`} height="8" rx="4" />
            )}
          </svg>
        </li>
      ))}
    </ul>
  );
}

import { type ReactNode, useId, useState } from 'react';
import type { Problem } from '../api/problem';
import { Button } from '../design/button';
import { Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';

/** The figures of a plot; the first cell of a row is its heading. */
export interface Figures {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

interface PlotProps {
  title: string;
  /** A sentence that says what is counted. */
  note?: ReactNode;
  /** Null while they are on their way. */
  figures: Figures | null;
  problem?: Problem | null;
  onRetry?: () => void;
  /** The drawing has its values as text in it: screen readers need no table beside it. */
  readable?: boolean;
  /** Said instead of the drawing when there is nothing to draw. */
  empty?: string | null;
  /** Height of the drawing in pixels, for what is shown in its place. */
  height?: number;
  children: () => ReactNode;
}

/** A drawing and the same figures as a table, which one may choose to see and which screen readers always have. */
export function Plot({ title, note, figures, problem, onRetry, readable, empty, height = 200, children }: PlotProps) {
  const { t } = useI18n();
  const heading = useId();
  const [asTable, setAsTable] = useState(false);
  const table = figures && <FiguresTable title={title} figures={figures} />;
  return (
    <section className="sheet plot" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {figures && !empty && (
          <Button kind="plain" small aria-pressed={asTable} className="plot-switch" onClick={() => setAsTable(!asTable)}>
            {t('admin.plot.table')}
            <span className="visually-hidden"> {title}</span>
          </Button>
        )}
      </header>
      {note && <p className="quiet small">{note}</p>}
      {problem && !figures ? (
        <Failure problem={problem} {...(onRetry && { onRetry })} />
      ) : !figures ? (
        <Skeleton lines={1} height={height} />
      ) : empty ? (
        <p className="plot-empty quiet" style={{ minHeight: Math.min(height, 120) }}>
          {empty}
        </p>
      ) : asTable ? (
        // It may be longer than the sheet: then it scrolls, by the keyboard as well.
        <div className="plot-table" tabIndex={0} role="group" aria-label={title}>
          {table}
        </div>
      ) : (
        <>
          <div className="plot-drawing">{children()}</div>
          {!readable && <div className="visually-hidden">{table}</div>}
        </>
      )}
    </section>
  );
}

function FiguresTable({ title, figures }: { title: string; figures: Figures }) {
  return (
    <table className="table">
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {figures.columns.map((column, index) => (
            <th key={column} scope="col" className={index > 0 ? 'end' : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.rows.map(([name, ...values]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, index) => (
              <td key={figures.columns[index + 1]} className="end number">
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

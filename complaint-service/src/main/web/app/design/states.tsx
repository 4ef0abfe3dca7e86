import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { useI18n } from '../i18n/i18n';
import { Button, ButtonLink } from './button';
import { Icon, type IconName } from './icon';
import { describeProblem } from './problem-text';

interface BlankProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  /** What leads on: buttons or links. */
  actions?: ReactNode;
}

/** Stands where content would be, when there is none. */
export function Blank({ icon, title, children, actions }: BlankProps) {
  return (
    <div className="blank">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children && <p className="quiet">{children}</p>}
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

/** Stands where content would be, when it could not be had. */
export function Failure({ problem, onRetry, home = '/' }: { problem: Problem; onRetry?: () => void; home?: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const missing = problem.status === 404 || problem.status === 403;
  return (
    <div role="alert">
      <Blank
        icon={missing ? 'search' : 'alert'}
        title={missing ? t('failure.missing') : t('failure.title')}
        actions={
          <>
            {!missing && onRetry && (
              <Button kind="primary" onClick={onRetry}>
                {t('action.retry')}
              </Button>
            )}
            <ButtonLink to={home}>{t('action.home')}</ButtonLink>
          </>
        }
      >
        {describeProblem(problem, i18n)}
      </Blank>
    </div>
  );
}

/** Says something beside the content, without leaving it. */
export function Notice({
  kind = 'info',
  children,
  live,
}: {
  kind?: 'info' | 'warning' | 'danger';
  children: ReactNode;
  /** Is read out when it appears; notices of danger always are. */
  live?: boolean;
}) {
  const role = kind === 'danger' ? 'alert' : live ? 'status' : undefined;
  return (
    <div className={`notice ${kind}`} role={role}>
      <Icon name={kind === 'info' ? 'check' : 'alert'} />
      <div>{children}</div>
    </div>
  );
}

/** Grey lines in the place of what is still being loaded. */
export function Skeleton({ lines = 3, height = 16 }: { lines?: number; height?: number }) {
  const { t } = useI18n();
  return (
    <div className="stack" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" style={{ height, width: `${100 - ((line * 13) % 40)}%` }} />
      ))}
    </div>
  );
}

export function Progress({ share, label }: { share: number; label: string }) {
  const percent = Math.round(share * 100);
  return (
    <div className="bar" role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

import { PRIORITIES, type Person, type Priority, type Status } from '../api/model';
import { useI18n } from '../i18n/i18n';
import { Icon, type IconName } from './icon';

const STATUS_ICONS: Record<Status, IconName> = {
  open: 'inbox',
  in_progress: 'play',
  on_hold: 'pause',
  escalated: 'escalate',
  resolved: 'check',
  closed: 'lock',
  cancelled: 'close',
};

/** A status by colour, sign and word: no one of them alone. */
export function StatusChip({ status }: { status: Status }) {
  const { t } = useI18n();
  return (
    <span className={`chip status-${status}`}>
      <Icon name={STATUS_ICONS[status]} />
      {t(`status.${status}`)}
    </span>
  );
}

/** @param look its word beside the bars; the word for screen readers alone; or none, where it stands beside it anyway */
export function PriorityMark({ priority, look = 'word' }: { priority: Priority; look?: 'word' | 'sign' | 'bare' }) {
  const { t } = useI18n();
  const weight = PRIORITIES.indexOf(priority);
  const word = t(`priority.${priority}`);
  return (
    <span className={`priority ${priority}`}>
      <i aria-hidden="true">
        {PRIORITIES.map((each, index) => (
          <b key={each} className={index <= weight ? 'full' : undefined} />
        ))}
      </i>
      {look === 'word' ? word : look === 'sign' && <span className="visually-hidden">{word}</span>}
    </span>
  );
}

export function useNameOf(): (person: Person | null | undefined) => string {
  const { t } = useI18n();
  return (person) => person?.name ?? person?.username ?? t('person.deleted');
}

export function Avatar({ name, service }: { name: string; service?: boolean }) {
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter(Boolean);
  const shown = [initials[0], initials.length > 1 ? initials.at(-1) : ''].join('').toLocaleUpperCase();
  return (
    <span className={service ? 'avatar service' : 'avatar'} aria-hidden="true">
      {shown}
    </span>
  );
}

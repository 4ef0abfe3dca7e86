import type { ReactNode } from 'react';
import type { Comment, Complaint, HistoryEntry, Person, Priority, Status } from '../api/model';
import { PRIORITIES, STATUSES } from '../api/model';
import { useList } from '../api/query';
import { Avatar, StatusChip, useNameOf } from '../design/chips';
import { Icon, type IconName } from '../design/icon';
import { Moment } from '../design/moment';
import { Button } from '../design/button';
import { Failure, Skeleton } from '../design/states';
import { type I18n, useI18n } from '../i18n/i18n';
import { currentSession } from '../session/session';

type Item = { at: string; key: string } & ({ comment: Comment } | { entry: HistoryEntry });

/** What was said and what happened, in one thread, oldest first. */
export function Timeline({ complaint }: { complaint: Complaint }) {
  const { t } = useI18n();
  const comments = useList<Comment>(`/api/complaints/${complaint.id}/comments`, 100);
  const history = useList<HistoryEntry>(`/api/complaints/${complaint.id}/history`, 100);
  const problem = comments.problem ?? history.problem;
  if (!comments.data || !history.data) {
    return problem ? (
      <Failure
        problem={problem}
        onRetry={() => {
          comments.reload();
          history.reload();
        }}
      />
    ) : (
      <Skeleton lines={3} height={40} />
    );
  }
  const items = weave(comments.items, history.items);
  const people = peopleIn(complaint, comments.items, history.items);
  return (
    <>
      <ol className="timeline">
        {items.map((item) =>
          'comment' in item ? (
            <Said key={item.key} comment={item.comment} />
          ) : (
            <Happened key={item.key} entry={item.entry} people={people} />
          ),
        )}
      </ol>
      {(comments.more || history.more) && (
        <Button
          small
          busy={comments.loadingMore || history.loadingMore}
          onClick={() => {
            comments.loadMore();
            history.loadMore();
          }}
        >
          {t('action.more')}
        </Button>
      )}
    </>
  );
}

/** What has changed nothing, or is told by a comment beside it, is no news. */
const NO_NEWS = new Set(['complaint.commented', 'transition.refused']);

/** Comments and changes by time. */
export function weave(comments: readonly Comment[], history: readonly HistoryEntry[]): Item[] {
  const items: Item[] = [
    ...comments.map((comment) => ({ at: comment.created_at, key: `c${comment.id}`, comment })),
    ...history
      .filter((entry) => !NO_NEWS.has(entry.type) && !isPartOfResolving(entry))
      .map((entry) => ({ at: entry.happened_at, key: `h${entry.id}`, entry })),
  ];
  return items.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** The words of a resolution stand with the complaint, and come with the change of its status. */
function isPartOfResolving(entry: HistoryEntry): boolean {
  const fields = Object.keys(entry.changes);
  return entry.type === 'complaint.updated' && fields.length === 1 && fields[0] === 'resolution';
}

function Said({ comment }: { comment: Comment }) {
  const { t } = useI18n();
  const nameOf = useNameOf();
  const name = nameOf(comment.author);
  const session = currentSession();
  const own = 'user' in session && session.user.id === comment.author.id;
  return (
    <li className={['said', own && 'own', comment.internal && 'internal'].filter(Boolean).join(' ')}>
      <Avatar name={name} />
      <div className="said-body">
        <p className="small">
          <b>{own ? t('person.you') : name}</b>{' '}
          {comment.author_role !== 'user' && <span className="quiet">{t(`role.${comment.author_role}`)}</span>}{' '}
          {comment.internal && <span className="chip warning">{t('comment.internal')}</span>}{' '}
          <span className="quiet">
            <Moment at={comment.created_at} />
          </span>
        </p>
        <p className="prose">{comment.body}</p>
      </div>
    </li>
  );
}

const SIGNS: Record<string, IconName> = {
  'complaint.created': 'add',
  'complaint.status_changed': 'history',
  'complaint.assigned': 'person',
  'complaint.classified': 'sparkle',
  'complaint.updated': 'edit',
  'complaint.interaction_recorded': 'phone',
};

function Happened({ entry, people }: { entry: HistoryEntry; people: ReadonlyMap<string, Person> }) {
  const i18n = useI18n();
  const nameOf = useNameOf();
  const session = currentSession();
  const own = 'user' in session && session.user.id === entry.by?.id;
  const who = entry.by
    ? own
      ? i18n.t('person.you')
      : nameOf(entry.by)
    : entry.service
      ? serviceName(entry.service, i18n)
      : i18n.t('person.deleted');
  return (
    <li className="happened">
      <span className="happened-sign">
        <Icon name={SIGNS[entry.type] ?? 'history'} />
      </span>
      <p className="small">
        <b>{who}</b> <span>{describe(entry, i18n, people)}</span>{' '}
        <span className="quiet">
          <Moment at={entry.happened_at} />
        </span>
      </p>
    </li>
  );
}

function serviceName(service: string, { t }: I18n): string {
  if (service.startsWith('escalation')) {
    return t('service.escalation');
  }
  return service.startsWith('classifier') ? t('service.classifier') : t('service.other');
}

/** What a change was, in words. Also tells of what it does not know, by the names of the fields. */
export function describe(entry: HistoryEntry, { t }: I18n, people: ReadonlyMap<string, Person>): ReactNode {
  const { changes } = entry;
  const status = changes.status?.to;
  switch (entry.type) {
    case 'complaint.created':
      return t('history.created');
    case 'complaint.assigned':
      return describeAssignment(entry, t, people);
    case 'complaint.interaction_recorded':
      return t('history.interaction');
    case 'complaint.status_changed':
      return isStatus(status) ? (
        <>
          {t('history.status')} <StatusChip status={status} />
        </>
      ) : (
        t('history.level', { level: Number(changes.escalation_level?.to ?? 0) })
      );
    default:
      return changes.priority && isPriority(changes.priority.to) && Object.keys(changes).length === 1
        ? t('history.priority', { to: t(`priority.${changes.priority.to}`) })
        : t('history.changed', { fields: fieldsOf(changes, t) });
  }
}

function isStatus(value: unknown): value is Status {
  return STATUSES.includes(value as Status);
}

function isPriority(value: unknown): value is Priority {
  return PRIORITIES.includes(value as Priority);
}

function describeAssignment(entry: HistoryEntry, t: I18n['t'], people: ReadonlyMap<string, Person>): string {
  const to = entry.changes.assigned_to?.to as { id?: string } | null | undefined;
  if (!to?.id) {
    return t('history.released');
  }
  if (to.id === entry.by?.id) {
    return t('history.taken');
  }
  const person = people.get(to.id);
  return t('history.assigned', { to: person?.name ?? person?.username ?? t('person.somebody') });
}

/** Everybody who has a name somewhere around a complaint, because its history knows people by id alone. */
export function peopleIn(
  complaint: Complaint,
  comments: readonly Comment[],
  history: readonly HistoryEntry[],
): ReadonlyMap<string, Person> {
  const named = [
    complaint.created_by,
    complaint.assigned_to,
    ...comments.map((comment) => comment.author),
    ...history.map((entry) => entry.by),
  ];
  return new Map(named.filter((person) => person !== null).map((person) => [person.id, person]));
}

const FIELDS = ['title', 'description', 'priority', 'category', 'service_type', 'visibility', 'images', 'resolution'] as const;

function fieldsOf(changes: HistoryEntry['changes'], t: I18n['t']): string {
  const known = FIELDS.filter((field) => field in changes).map((field) => t(`field.${field}`));
  return known.length > 0 ? known.join(', ') : t('field.something');
}

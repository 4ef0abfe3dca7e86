import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Complaint } from '../api/model';
import { asProblem } from '../api/problem';
import { useList } from '../api/query';
import { Avatar } from '../design/chips';
import { Dialog } from '../design/dialog';
import { SearchField } from '../design/field';
import { Icon, type IconName } from '../design/icon';
import { describeProblem } from '../design/problem-text';
import { Failure, Notice, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { useUser } from '../session/session';
import { apply } from './apply';
import type { Refusal } from './bulk';
import type { Agent } from './model';

interface AssignDialogProps {
  about: readonly Complaint[];
  onClose: () => void;
  onDone: (refused: readonly Refusal[]) => void;
}

/** Who is to look after these: oneself, whoever has the least to do, a colleague, or nobody. */
export function AssignDialog({ about, onClose, onDone }: AssignDialogProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const user = useUser();
  const agents = useList<Agent>('/api/agents', 100);
  const [search, setSearch] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { more, loadMore } = agents;
  useEffect(() => {
    if (more) {
      loadMore();
    }
  }, [more, loadMore, agents.items.length]);
  const assign = (assignee: string | null) => {
    const work = apply(about, { assignee }, i18n, agents.items);
    if (about.length === 1) {
      // It shows at once; what becomes of it is told by a message.
      onClose();
      return;
    }
    work
      .then((refused) => {
        onDone(refused);
        onClose();
      })
      .catch((thrown: unknown) => setFailure(describeProblem(asProblem(thrown), i18n)));
  };
  const wanted = search.trim().toLocaleLowerCase();
  const fits = (...names: string[]) => names.some((name) => name.toLocaleLowerCase().includes(wanted));
  const others = agents.items.filter((agent) => agent.id !== user.id && fits(agent.name, agent.username));
  const me = agents.items.find((agent) => agent.id === user.id);
  const move = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
      (next < 0 ? field.current : buttons[Math.min(next, buttons.length - 1)])?.focus();
    } else if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      buttons[0]?.click();
    }
  };
  const one = about.length === 1 ? about[0] : undefined;
  return (
    <Dialog
      title={one ? t('desk.assign.title', { id: String(one.id) }) : t('desk.assign.titleMany', { count: about.length })}
      onClose={onClose}
    >
      <div className="stack" onKeyDown={move}>
        <SearchField ref={field} label={t('desk.assign.search')} value={search} onSearch={setSearch} />
        {failure && <Notice kind="danger">{failure}</Notice>}
        {agents.problem && !agents.data ? (
          <Failure problem={agents.problem} onRetry={agents.reload} />
        ) : !agents.data ? (
          <Skeleton lines={4} height={32} />
        ) : (
          <ul className="choices" ref={list}>
            {fits(t('desk.assign.me')) && (
              <Choice icon="person" label={t('desk.assign.me')} count={me?.open_complaints} onChoose={() => assign('me')} />
            )}
            {fits(t('desk.assign.auto')) && (
              <Choice icon="sparkle" label={t('desk.assign.auto')} onChoose={() => assign('auto')} />
            )}
            {others.map((agent) => (
              <Choice
                key={agent.id}
                name={agent.name}
                label={agent.name}
                count={agent.open_complaints}
                away={!agent.available}
                checked={one?.assigned_to?.id === agent.id}
                onChoose={() => assign(agent.id)}
              />
            ))}
            {one?.assigned_to && fits(t('desk.assign.nobody')) && (
              <Choice icon="inbox" label={t('desk.assign.nobody')} onChoose={() => assign(null)} />
            )}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  icon?: IconName;
  /** Whose initials stand there instead of an icon. */
  name?: string;
  label: string;
  count?: number | undefined;
  away?: boolean;
  checked?: boolean;
  onChoose: () => void;
}

function Choice({ icon, name, label, count, away, checked, onChoose }: ChoiceProps) {
  const { t } = useI18n();
  return (
    <li>
      <button type="button" className="choice" onClick={onChoose}>
        {icon ? (
          <span className="avatar service">
            <Icon name={icon} />
          </span>
        ) : (
          <Avatar name={name ?? ''} />
        )}
        <span className="choice-name">
          {label}
          {away && <span className="chip outline">{t('desk.assign.away')}</span>}
          {checked && <span className="chip accent">{t('desk.assign.now')}</span>}
        </span>
        {count !== undefined && <span className="quiet small number">{t('desk.assign.load', { count })}</span>}
      </button>
    </li>
  );
}

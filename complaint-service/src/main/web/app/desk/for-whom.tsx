import { type KeyboardEvent, useState } from 'react';
import { url } from '../api/http';
import type { User } from '../api/model';
import { useList } from '../api/query';
import { Button } from '../design/button';
import { Avatar } from '../design/chips';
import { SearchBox } from '../design/search-box';
import { Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';

const MOST_SHOWN = 6;

interface ForWhomProps {
  chosen: { id: string; name: string } | null;
  onChoose: (customer: { id: string; name: string } | null) => void;
}

/** Whose complaint it is, when staff write down what somebody told them. */
export default function ForWhom({ chosen, onChoose }: ForWhomProps) {
  const { t } = useI18n();
  const [search, setSearch] = useState('');
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      // This is a part of a form, which is not to be sent by it.
      event.preventDefault();
      event.currentTarget.querySelector<HTMLButtonElement>('.choice')?.click();
    }
  };
  return (
    <section className="sheet stack" aria-labelledby="for-whom" onKeyDown={press}>
      <h2 id="for-whom">{t('desk.for.title')}</h2>
      {chosen ? (
        <div className="row apart">
          <span className="row">
            <Avatar name={chosen.name} />
            <b>{chosen.name}</b>
          </span>
          <Button
            small
            onClick={() => {
              setSearch('');
              onChoose(null);
            }}
          >
            {t('desk.for.other')}
          </Button>
        </div>
      ) : (
        <>
          <p className="quiet">{t('desk.for.text')}</p>
          <SearchBox label={t('desk.for.search')} search={search} onSearch={setSearch} />
          {search !== '' && <Found search={search} onChoose={onChoose} />}
        </>
      )}
    </section>
  );
}

function Found({ search, onChoose }: { search: string; onChoose: ForWhomProps['onChoose'] }) {
  const { t } = useI18n();
  const people = useList<User>(url('/api/users', { q: search, role: 'user', active: 'true' }), MOST_SHOWN);
  if (!people.data) {
    return people.problem ? (
      <Failure problem={people.problem} onRetry={people.reload} />
    ) : (
      <Skeleton lines={2} height={40} />
    );
  }
  return (
    <>
      <p className="quiet small" role="status">
        {people.items.length === 0 ? t('desk.for.nobody') : people.more ? t('desk.for.more') : ''}
      </p>
      <ul className="choices">
        {people.items.map((person) => {
          const name = `${person.first_name} ${person.last_name}`;
          return (
            <li key={person.id}>
              <button type="button" className="choice" onClick={() => onChoose({ id: person.id, name })}>
                <Avatar name={name} />
                <span className="choice-name">
                  {name} <span className="quiet">{person.email}</span>
                </span>
                <span className="quiet small number">{person.customer_number}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

import { useState } from 'react';
import { api, newKey } from '../api/http';
import type { Complaint } from '../api/model';
import { invalidate, useList } from '../api/query';
import { Button } from '../design/button';
import { useNameOf } from '../design/chips';
import { Dialog } from '../design/dialog';
import { Segments, TextArea, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Icon, type IconName } from '../design/icon';
import { Moment } from '../design/moment';
import { Notice, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { formatSpan } from './clock';
import { type Interaction, INTERACTION_TYPES, type InteractionType } from './model';

const SIGNS: Record<InteractionType, IconName> = { call: 'phone', email: 'mail', chat: 'reply', visit: 'people' };

interface InteractionsProps {
  complaint: Complaint;
  recording: boolean;
  onRecord: (open: boolean) => void;
}

/** Contacts beside what is written here: calls, visits and the like. */
export function Interactions({ complaint, recording, onRecord }: InteractionsProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const nameOf = useNameOf();
  const list = useList<Interaction>(`/api/complaints/${complaint.id}/interactions`, 20);
  return (
    <section className="sheet stack" aria-labelledby="interactions">
      <div className="row apart">
        <h2 id="interactions">{t('desk.interactions')}</h2>
        <Button small icon="phone" onClick={() => onRecord(true)}>
          {t('desk.interaction.record')}
        </Button>
      </div>
      {!list.data ? (
        list.problem ? null : <Skeleton lines={2} />
      ) : list.items.length === 0 ? (
        <p className="quiet small">{t('desk.interaction.none')}</p>
      ) : (
        <ul className="interactions">
          {list.items.map((interaction) => (
            <li key={interaction.id}>
              <Icon name={SIGNS[interaction.type]} />
              <div>
                <p className="small">
                  <b>{t(`desk.interaction.${interaction.type}`)}</b>{' '}
                  {interaction.duration_seconds > 0 && (
                    <span className="number">{formatSpan(interaction.duration_seconds * 1000, i18n)} </span>
                  )}
                  <span className="quiet">
                    {nameOf(interaction.recorded_by)}, <Moment at={interaction.occurred_at} />
                  </span>
                </p>
                {interaction.notes && <p className="prose small">{interaction.notes}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {list.more && (
        <Button small busy={list.loadingMore} onClick={list.loadMore}>
          {t('action.more')}
        </Button>
      )}
      {recording && <RecordDialog complaint={complaint} onClose={() => onRecord(false)} />}
    </section>
  );
}

function RecordDialog({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const { t } = useI18n();
  const [key] = useState(newKey);
  const path = `/api/complaints/${complaint.id}/interactions`;
  const form = useForm({
    initial: { type: 'call' as InteractionType, minutes: '', notes: '', occurred_at: localNow() },
    check: ({ minutes, occurred_at }) => ({
      ...(!(Number(minutes) >= 0 && Number(minutes) <= 10_080) && { minutes: t('desk.interaction.minutesWrong') }),
      ...(Number.isNaN(Date.parse(occurred_at)) && { occurred_at: t('violation.required') }),
    }),
    send: async ({ type, minutes, notes, occurred_at }) => {
      const interaction = {
        type,
        duration_seconds: Math.round(Number(minutes) * 60),
        notes: notes.trim() === '' ? null : notes.trim(),
        occurred_at: new Date(occurred_at).toISOString(),
      };
      await api.post<Interaction>(path, interaction, { idempotencyKey: key });
      invalidate((each) => each.includes(`/api/complaints/${complaint.id}`));
      onClose();
    },
  });
  return (
    <Dialog title={t('desk.interaction.record')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <Segments
          small
          legend={t('desk.interaction.type')}
          name="type"
          value={form.values.type}
          onChoose={(type) => form.set('type', type)}
          options={INTERACTION_TYPES.map((value) => ({ value, label: t(`desk.interaction.${value}`) }))}
        />
        <TextField label={t('desk.interaction.minutes')} inputMode="decimal" {...form.bind('minutes')} />
        <TextField label={t('desk.interaction.when')} type="datetime-local" {...form.bind('occurred_at')} />
        <TextArea label={t('desk.interaction.notes')} rows={3} maxLength={10_000} {...form.bind('notes')} />
        <div className="actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Now, as a field for local times wants it. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useDraft } from '../api/drafts';
import { api, newKey } from '../api/http';
import type { Comment, Complaint } from '../api/model';
import { asProblem } from '../api/problem';
import { invalidate } from '../api/query';
import { Button } from '../design/button';
import { Segments, TextArea } from '../design/field';
import { Icon } from '../design/icon';
import { describeProblem } from '../design/problem-text';
import { Notice } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';

export type Mode = 'reply' | 'note';

interface ComposerProps {
  complaint: Complaint;
  mode: Mode;
  onMode: (mode: Mode) => void;
  /** The field takes the focus whenever this grows. */
  wanted: number;
}

/** Writes to the customer, or a note that they never see: the two must not be taken for each other. */
export function Composer({ complaint, mode, onMode, wanted }: ComposerProps) {
  const { t } = useI18n();
  return (
    <section className={`composer ${mode}`} aria-label={t('desk.write')}>
      <div className="row apart">
        <Segments
          small
          hideLegend
          legend={t('desk.write')}
          name="mode"
          value={mode}
          onChoose={onMode}
          options={[
            { value: 'reply', label: t('desk.reply'), adornment: <Icon name="reply" /> },
            { value: 'note', label: t('desk.note'), adornment: <Icon name="lock" /> },
          ]}
        />
        <p className="small composer-audience">{t(mode === 'reply' ? 'desk.reply.audience' : 'desk.note.audience')}</p>
      </div>
      <Letter key={`${complaint.id} ${mode}`} complaint={complaint} mode={mode} wanted={wanted} />
    </section>
  );
}

function Letter({ complaint, mode, wanted }: Pick<ComposerProps, 'complaint' | 'mode' | 'wanted'>) {
  const i18n = useI18n();
  const { t } = i18n;
  const draft = useDraft(`${mode}:${complaint.id}`, { body: '', key: newKey() });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (wanted > 0) {
      field.current?.focus();
    }
  }, [wanted]);
  const body = draft.value.body.trim();
  const send = () => {
    if (busy) {
      return;
    }
    if (body === '') {
      setFailure(t('violation.required'));
      field.current?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    api
      .post<Comment>(
        `/api/complaints/${complaint.id}/comments`,
        { body, internal: mode === 'note' },
        { idempotencyKey: draft.value.key },
      )
      .then(() => {
        draft.discard();
        draft.set(() => ({ body: '', key: newKey() }));
        invalidate((key) => key.includes(`/api/complaints/${complaint.id}`));
        showToast({ text: t(mode === 'reply' ? 'desk.reply.sent' : 'desk.note.kept') });
      })
      .catch((thrown: unknown) => setFailure(describeProblem(asProblem(thrown), i18n)))
      .finally(() => setBusy(false));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };
  return (
    <form
      className="stack"
      noValidate
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        ref={field}
        label={t(mode === 'reply' ? 'desk.reply.label' : 'desk.note.label')}
        rows={4}
        maxLength={10_000}
        value={draft.value.body}
        error={failure && body === '' ? failure : undefined}
        onChange={(event) => {
          setFailure(null);
          // Another text is another comment; the same one sent again is not.
          draft.set(() => ({ body: event.target.value, key: newKey() }));
        }}
      />
      {failure && body !== '' && <Notice kind="danger">{failure}</Notice>}
      <div className="row">
        <Button type="submit" kind="primary" icon={mode === 'reply' ? 'reply' : 'lock'} busy={busy}>
          {t(mode === 'reply' ? 'desk.reply.send' : 'desk.note.keep')}
        </Button>
        <span className="quiet small">{t('desk.sendKeys')}</span>
      </div>
    </form>
  );
}

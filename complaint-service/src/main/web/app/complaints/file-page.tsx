import { useRef, useState } from 'react';
import { api, newKey } from '../api/http';
import { useDraft } from '../api/drafts';
import {
  CATEGORIES,
  type Category,
  type Complaint,
  PRIORITIES,
  type Page as PageOf,
  type Priority,
  type ServiceType,
  type Suggestion,
} from '../api/model';
import { asProblem } from '../api/problem';
import { invalidate, useQuery } from '../api/query';
import { upload } from '../api/upload';
import { Button } from '../design/button';
import { PriorityMark } from '../design/chips';
import { Segments, SelectField, TextArea, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Page } from '../design/page';
import { describeProblem } from '../design/problem-text';
import { Notice, Progress, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { navigate } from '../routing/location';
import { PicturePicker } from './picture-picker';

interface Filing {
  title: string;
  description: string;
  category: Category | null;
  priority: Priority | null;
  service_type_id: string;
  files: File[];
  /** What the classifier made of the text, while it stands as it suggested. */
  suggestion: Suggestion | null;
  /** Sent once under this name, however often: it changes with what is sent. */
  key: { name: string; of: string } | null;
}

const EMPTY: Filing = {
  title: '',
  description: '',
  category: null,
  priority: null,
  service_type_id: '',
  files: [],
  suggestion: null,
  key: null,
};

export function FilePage() {
  const { t } = useI18n();
  const draft = useDraft<Filing>('filing', EMPTY);
  return (
    <Page title={t('file.title')} lead={t('file.lead')} narrow>
      {draft.ready ? <FilingForm draft={draft} /> : <Skeleton lines={4} height={40} />}
    </Page>
  );
}

function FilingForm({ draft }: { draft: ReturnType<typeof useDraft<Filing>> }) {
  const { t } = useI18n();
  const { value: filing, set } = draft;
  const [progress, setProgress] = useState<number | null>(null);
  const change = (changes: Partial<Filing>) => set((before) => ({ ...before, ...changes }));
  const types = useQuery<PageOf<ServiceType>>('/api/service-types?limit=100');

  const form = useForm({
    initial: { title: '', description: '' },
    check: () => ({
      ...(filing.title.trim().length < 3 && { title: t('file.titleShort') }),
      ...(filing.description.trim() === '' && { description: t('violation.required') }),
    }),
    send: async () => {
      const complaint = await send(filing, change, setProgress).finally(() => setProgress(null));
      draft.discard();
      invalidate('list:/api/complaints');
      showToast({ text: t('file.filed', { id: String(complaint.id) }) });
      navigate(`/complaints/${complaint.id}`);
    },
  });

  const bind = (name: 'title' | 'description') => ({
    name,
    value: filing[name],
    error: form.errors[name],
    onChange: (event: { target: { value: string } }) => {
      form.set(name, event.target.value);
      change({ [name]: event.target.value });
    },
  });

  return (
    <form className="stack wide" onSubmit={form.submit} noValidate>
      <div className="sheet stack wide">
        <TextField label={t('complaint.title')} maxLength={200} hint={t('file.titleHint')} {...bind('title')} />
        <TextArea
          label={t('complaint.description')}
          maxLength={10_000}
          rows={6}
          hint={t('file.descriptionHint')}
          {...bind('description')}
        />
        <PicturePicker files={filing.files} onChange={(files) => change({ files })} disabled={form.busy} />
      </div>
      <div className="sheet stack wide">
        <SuggestionPart filing={filing} change={change} />
        {(types.data?.items.length ?? 0) > 0 && (
          <SelectField
            label={t('complaint.serviceType')}
            value={filing.service_type_id}
            onChoose={(service_type_id) => change({ service_type_id })}
            options={[
              { value: '', label: t('file.noServiceType') },
              ...(types.data?.items ?? [])
                .filter((type) => type.active)
                .map((type) => ({ value: String(type.id), label: type.name })),
            ]}
          />
        )}
      </div>
      {form.failure && <Notice kind="danger">{form.failure}</Notice>}
      {progress !== null && <Progress share={progress} label={t('file.sending')} />}
      <div className="row">
        <Button type="submit" kind="primary" icon="send" busy={form.busy}>
          {progress === null ? t('file.send') : t('file.sending')}
        </Button>
        <Button kind="plain" onClick={draft.discard}>
          {t('file.discard')}
        </Button>
      </div>
    </form>
  );
}

interface SuggestionPartProps {
  filing: Filing;
  change: (changes: Partial<Filing>) => void;
}

/** Category and priority: chosen by hand, or suggested by the classifier, which says how sure it is. */
function SuggestionPart({ filing, change }: SuggestionPartProps) {
  const i18n = useI18n();
  const { t, percent } = i18n;
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(0);
  const { suggestion } = filing;

  const suggest = () => {
    const mine = ++latest.current;
    setAsking(true);
    setFailure(null);
    api
      .post<Suggestion>('/api/classify', {
        description: filing.description.trim(),
        ...(filing.title.trim() !== '' && { title: filing.title.trim() }),
      })
      .then((found) => {
        if (mine === latest.current) {
          change({ suggestion: found, category: found.suggested_category, priority: found.suggested_priority });
        }
      })
      .catch((thrown: unknown) => setFailure(describeProblem(asProblem(thrown), i18n)))
      .finally(() => setAsking(false));
  };

  const hintOf = (chosen: string | null, suggested: string | undefined, confidence: number | undefined) =>
    suggested === undefined || confidence === undefined
      ? undefined
      : chosen === suggested
        ? t('suggest.confidence', { percent: percent(confidence) })
        : t('suggest.overridden');

  return (
    <>
      <div className="row apart">
        <div>
          <h2>{t('suggest.title')}</h2>
          <p className="quiet">{t('suggest.text')}</p>
          <div role="status">
            {suggestion && (
              <p className="suggestion">
                <span className="chip accent">{t(`source.${suggestion.source}`)}</span>{' '}
                {t('suggest.result', {
                  category: t(`category.${suggestion.suggested_category}`),
                  priority: t(`priority.${suggestion.suggested_priority}`),
                })}
              </p>
            )}
          </div>
        </div>
        <Button icon="sparkle" busy={asking} disabled={filing.description.trim() === ''} onClick={suggest}>
          {t('suggest.ask')}
        </Button>
      </div>
      {failure && <Notice kind="danger">{failure}</Notice>}
      <Segments
        legend={t('complaint.category')}
        name="category"
        value={filing.category}
        options={CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
        onChoose={(category) => change({ category })}
        hint={hintOf(filing.category, suggestion?.suggested_category, suggestion?.confidence.category)}
      />
      <Segments
        legend={t('complaint.priority')}
        name="priority"
        value={filing.priority}
        options={PRIORITIES.map((value) => ({
          value,
          label: t(`priority.${value}`),
          adornment: <PriorityMark priority={value} look="bare" />,
        }))}
        onChoose={(priority) => change({ priority })}
        hint={hintOf(filing.priority, suggestion?.suggested_priority, suggestion?.confidence.priority)}
      />
    </>
  );
}

async function send(
  filing: Filing,
  change: (changes: Partial<Filing>) => void,
  onProgress: (share: number) => void,
): Promise<Complaint> {
  const fields = {
    title: filing.title.trim(),
    description: filing.description.trim(),
    ...(filing.category && { category: filing.category }),
    ...(filing.priority && { priority: filing.priority }),
    ...(filing.service_type_id && { service_type_id: Number(filing.service_type_id) }),
  };
  const of = JSON.stringify([fields, filing.files.map((file) => [file.name, file.size, file.lastModified])]);
  const key = filing.key?.of === of ? filing.key : { name: newKey(), of };
  change({ key });
  if (filing.files.length === 0) {
    return api.post<Complaint>('/api/complaints', fields, { idempotencyKey: key.name });
  }
  const form = new FormData();
  Object.entries(fields).forEach(([name, value]) => form.append(name, String(value)));
  filing.files.forEach((file) => form.append('images', file));
  return upload<Complaint>('/api/complaints', form, { idempotencyKey: key.name, onProgress });
}

import { lazy, Suspense, useState } from 'react';
import { type Draft, useDraft } from '../api/drafts';
import { isStaff, type Page as PageOf, type ServiceType } from '../api/model';
import { invalidate, useQuery } from '../api/query';
import { Button } from '../design/button';
import { SelectField, TextArea, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Page } from '../design/page';
import { Notice, Progress, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { navigate } from '../routing/location';
import { useUser } from '../session/session';
import { EMPTY, file, type Filing } from './filing';
import { PicturePicker } from './picture-picker';
import { SuggestionPart } from './suggestion-part';

const ForWhom = lazy(() => import('../desk/for-whom'));

export function FilePage() {
  const { t } = useI18n();
  const draft = useDraft<Filing>('filing', EMPTY);
  return (
    <Page title={t('file.title')} lead={t('file.lead')} narrow>
      {draft.ready ? <FilingForm draft={draft} /> : <Skeleton lines={4} height={40} />}
    </Page>
  );
}

function FilingForm({ draft }: { draft: Draft<Filing> }) {
  const { t } = useI18n();
  const { value: filing, set } = draft;
  const [progress, setProgress] = useState<number | null>(null);
  const change = (changes: Partial<Filing>) => set((before) => ({ ...before, ...changes }));
  const { role } = useUser();
  const types = useQuery<PageOf<ServiceType>>('/api/service-types?limit=100');

  const form = useForm({
    initial: { title: '', description: '' },
    check: () => ({
      ...(filing.title.trim().length < 3 && { title: t('file.titleShort') }),
      ...(filing.description.trim() === '' && { description: t('violation.required') }),
    }),
    send: async () => {
      const complaint = await file(filing, change, setProgress).finally(() => setProgress(null));
      draft.discard();
      invalidate('list:/api/complaints');
      showToast({ text: t('file.filed', { id: String(complaint.id) }) });
      // Agents may not see what others have filed until it is theirs to work on.
      navigate(role === 'agent' && filing.created_for ? '/desk' : `/complaints/${complaint.id}`);
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
      {isStaff(role) && (
        <Suspense fallback={<Skeleton lines={2} height={40} />}>
          <ForWhom chosen={filing.created_for} onChoose={(created_for) => change({ created_for })} />
        </Suspense>
      )}
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

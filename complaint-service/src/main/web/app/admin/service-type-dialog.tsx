import { api } from '../api/http';
import type { ServiceType } from '../api/model';
import { invalidate } from '../api/query';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { TextArea, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Notice } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { useCreationKey } from './creation-key';
import { saying } from './versioned';

export function serviceTypesChanged(): void {
  invalidate('list:/api/service-types');
  invalidate('/api/service-types');
}

/** @param known nothing when it is a new one */
export function ServiceTypeDialog({ known, onClose }: { known?: ServiceType; onClose: () => void }) {
  const { t } = useI18n();
  const keyOf = useCreationKey();
  const form = useForm({
    initial: { name: known?.name ?? '', description: known?.description ?? '' },
    check: ({ name }) => (name.trim() === '' ? { name: t('violation.required') } : {}),
    send: async (values) => {
      const wishes = { ...values, description: values.description.trim() || null };
      const saving = known
        ? api.patch(`/api/service-types/${known.id}`, values)
        : api.post('/api/service-types', wishes, { idempotencyKey: keyOf(wishes) });
      await saying<unknown>(saving, { 409: t('admin.service.exists') });
      serviceTypesChanged();
      onClose();
      showToast({ text: t('admin.service.saved', { name: values.name.trim() }) });
    },
  });
  return (
    <Dialog title={known ? t('admin.service.edit') : t('admin.service.add')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <TextField label={t('admin.service.name')} maxLength={100} {...form.bind('name')} />
        <TextArea
          label={t('admin.service.description')}
          hint={t('admin.service.descriptionHint')}
          maxLength={1_000}
          {...form.bind('description')}
        />
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

import { api } from '../api/http';
import type { Complaint } from '../api/model';
import { amend, invalidate } from '../api/query';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { TextArea, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';

/** Changes the words of a complaint that is not far along yet; refuses to overwrite what somebody else changed meanwhile. */
export function EditDialog({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const { t } = useI18n();
  const path = `/api/complaints/${complaint.id}`;
  const form = useForm({
    initial: { title: complaint.title, description: complaint.description },
    check: ({ title, description }) => ({
      ...(title.trim().length < 3 && { title: t('file.titleShort') }),
      ...(description.trim() === '' && { description: t('violation.required') }),
    }),
    send: async ({ title, description }) => {
      const changed = await api.patch<Complaint>(path, { title: title.trim(), description: description.trim() });
      amend<Complaint>(path, () => changed);
      invalidate(`list:${path}/`);
      onClose();
    },
  });
  return (
    <Dialog title={t('complaint.edit')} onClose={onClose} wide>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <TextField label={t('complaint.title')} maxLength={200} {...form.bind('title')} />
        <TextArea label={t('complaint.description')} maxLength={10_000} rows={8} {...form.bind('description')} />
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

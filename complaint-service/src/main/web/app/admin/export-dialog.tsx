import { api, url } from '../api/http';
import { PRIORITIES, type Priority, STATUSES, type Status } from '../api/model';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { SelectField, TextField } from '../design/field';
import { useForm } from '../design/form';
import { saveFile } from '../design/save-file';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';

interface Choice {
  status: Status | '';
  priority: Priority | '';
  created_from: string;
  created_to: string;
}

/** Asks which complaints, and downloads them for a spreadsheet. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const form = useForm<Choice>({
    initial: { status: '', priority: '', created_from: '', created_to: '' },
    check: ({ created_from, created_to }) =>
      created_from !== '' && created_to !== '' && created_to < created_from
        ? { created_to: t('admin.export.order') }
        : {},
    send: async ({ status, priority, created_from, created_to }) => {
      const file = await api.blob(
        url('/api/complaints/export.csv', {
          status,
          priority,
          created_from: created_from && `${created_from}T00:00:00Z`,
          created_to: created_to && `${created_to}T23:59:59Z`,
        }),
      );
      saveFile(file, `complaints-${new Date().toISOString().slice(0, 10)}.csv`);
      onClose();
    },
  });
  return (
    <Dialog title={t('admin.export.title')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <p className="quiet">{t('admin.export.text')}</p>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <div className="pair">
          <SelectField
            label={t('admin.column.status')}
            value={form.values.status}
            onChoose={(status) => form.set('status', status)}
            options={[
              { value: '' as const, label: t('admin.all') },
              ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
            ]}
          />
          <SelectField
            label={t('complaint.priority')}
            value={form.values.priority}
            onChoose={(priority) => form.set('priority', priority)}
            options={[
              { value: '' as const, label: t('admin.all') },
              ...PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) })),
            ]}
          />
        </div>
        <div className="pair">
          <TextField label={t('admin.export.from')} type="date" {...form.bind('created_from')} />
          <TextField label={t('admin.export.to')} type="date" {...form.bind('created_to')} />
        </div>
        <div className="actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" kind="primary" icon="download" busy={form.busy}>
            {t('admin.export.download')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

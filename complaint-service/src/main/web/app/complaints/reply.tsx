import { useDraft } from '../api/drafts';
import { api, newKey } from '../api/http';
import type { Comment } from '../api/model';
import { invalidate } from '../api/query';
import { Button } from '../design/button';
import { TextArea } from '../design/field';
import { useForm } from '../design/form';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';

/** Says something to the other side. Half-written answers wait where they are. */
export function Reply({ complaintId }: { complaintId: number }) {
  const { t } = useI18n();
  const draft = useDraft(`reply:${complaintId}`, { body: '', key: newKey() });
  const form = useForm({
    initial: { body: '' },
    check: () => (draft.value.body.trim() === '' ? { body: t('violation.required') } : {}),
    send: async () => {
      await api.post<Comment>(
        `/api/complaints/${complaintId}/comments`,
        { body: draft.value.body.trim(), internal: false },
        { idempotencyKey: draft.value.key },
      );
      draft.discard();
      draft.set(() => ({ body: '', key: newKey() }));
      invalidate((key) => key.includes(`/api/complaints/${complaintId}`));
    },
  });
  return (
    <form className="reply stack" onSubmit={form.submit} noValidate>
      {form.failure && <Notice kind="danger">{form.failure}</Notice>}
      <TextArea
        label={t('reply.label')}
        name="body"
        rows={3}
        maxLength={10_000}
        value={draft.value.body}
        error={form.errors.body}
        onChange={(event) => {
          form.set('body', event.target.value);
          // Another text is another reply; the same one sent again is not.
          draft.set(() => ({ body: event.target.value, key: newKey() }));
        }}
      />
      <div className="row">
        <Button type="submit" kind="primary" icon="reply" busy={form.busy}>
          {t('reply.send')}
        </Button>
      </div>
    </form>
  );
}

import { useId } from 'react';
import { api } from '../api/http';
import { invalidate } from '../api/query';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { Checkbox, FieldError, PasswordField, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { useCreationKey } from './creation-key';
import { EVENTS, type Webhook } from './model';
import { randomSecret } from './secrets';
import { StaleNotice } from './stale-notice';
import { useEdited, type Versioned } from './versioned';

interface Wishes {
  url: string;
  events: readonly string[];
  secret: string;
}

interface WebhookDialogProps {
  /** Of the one to be changed; nothing when it is a new one. */
  path?: string;
  onClose: () => void;
  /** With the secret that was typed, null if it is still the old one. */
  onSaved: (secret: string | null) => void;
}

export function WebhookDialog({ path, ...handlers }: WebhookDialogProps) {
  const { t } = useI18n();
  const { known, problem, renew } = useEdited<Webhook>(path ?? null);
  return (
    <Dialog title={path ? t('admin.webhook.edit') : t('admin.webhooks.add')} onClose={handlers.onClose}>
      {!path ? (
        <WebhookForm {...handlers} />
      ) : known ? (
        <WebhookForm known={known} onReload={renew} {...handlers} />
      ) : problem ? (
        <Failure problem={problem} onRetry={renew} />
      ) : (
        <Skeleton lines={5} height={40} />
      )}
    </Dialog>
  );
}

interface WebhookFormProps extends Omit<WebhookDialogProps, 'path'> {
  known?: Versioned<Webhook>;
  onReload?: () => void;
}

function WebhookForm({ known, onClose, onSaved, onReload }: WebhookFormProps) {
  const { t } = useI18n();
  const id = useId();
  const keyOf = useCreationKey();
  const form = useForm<Wishes>({
    initial: {
      url: known?.value.url ?? '',
      events: known?.value.events ?? ['complaint.created', 'complaint.status_changed'],
      secret: '',
    },
    check: ({ url, events, secret }) => ({
      url: /^https?:\/\/[^\s/]+/i.test(url.trim()) ? undefined : t('admin.webhook.urlWrong'),
      events: events.length > 0 ? undefined : t('admin.webhook.noEvents'),
      secret: known || secret.trim() !== '' ? undefined : t('violation.required'),
    }),
    send: async ({ url, events, secret }) => {
      const wishes = { url: url.trim(), events, ...(secret.trim() !== '' && { secret: secret.trim() }) };
      await (known
        ? api.patch<Webhook>(`/api/webhooks/${known.value.id}`, wishes, { ...(known.etag && { ifMatch: known.etag }) })
        : api.post<Webhook>('/api/webhooks', wishes, { idempotencyKey: keyOf(wishes) }));
      invalidate((each) => /^(list:)?\/api\/webhooks/.test(each));
      onSaved(wishes.secret ?? null);
    },
    explain: (problem) => (problem.status === 422 ? t('admin.webhook.private') : null),
  });
  const { values, errors, set } = form;
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      {form.failure && <StaleNotice failure={form.failure} onReload={onReload ?? (() => {})} />}
      <TextField
        label={t('admin.webhook.url')}
        type="url"
        inputMode="url"
        placeholder="https://"
        hint={t('admin.webhook.urlHint')}
        {...form.bind('url')}
      />
      <fieldset className="field" aria-describedby={errors.events ? `${id}-events` : undefined}>
        <legend className="label">{t('admin.webhook.eventsOf')}</legend>
        <div className="event-choice">
          {EVENTS.map((event) => (
            <Checkbox
              key={event}
              name="events"
              label={t(`admin.event.${event}`)}
              checked={values.events.includes(event)}
              onToggle={(on) =>
                set('events', on ? [...values.events, event] : values.events.filter((each) => each !== event))
              }
            />
          ))}
        </div>
        {errors.events && <FieldError id={`${id}-events`}>{errors.events}</FieldError>}
      </fieldset>
      <div className="secret-field">
        <PasswordField
          label={known ? t('admin.webhook.newSecret') : t('admin.webhook.secret')}
          hint={t(known ? 'admin.webhook.newSecretHint' : 'admin.webhook.secretHint')}
          autoComplete="new-password"
          maxLength={200}
          {...form.bind('secret')}
        />
        <Button small icon="sparkle" onClick={() => set('secret', randomSecret(40))}>
          {t('admin.webhook.makeSecret')}
        </Button>
      </div>
      <div className="actions">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}

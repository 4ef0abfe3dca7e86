import { useState } from 'react';
import { asNobody } from '../api/http';
import { Button, ButtonLink } from '../design/button';
import { TextField } from '../design/field';
import { useForm } from '../design/form';
import { Page } from '../design/page';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';

export function ForgottenPasswordPage() {
  const { t } = useI18n();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: '' },
    check: ({ email }) => (/^\S+@\S+$/.test(email.trim()) ? {} : { email: t('violation.email') }),
    send: async ({ email }) => {
      await asNobody('POST', '/api/auth/password-reset', { email: email.trim() });
      setSentTo(email.trim());
    },
  });
  if (sentTo !== null) {
    return (
      <Page title={t('forgotten.sentTitle')} key="sent">
        <Notice live>{t('forgotten.sent', { email: sentTo })}</Notice>
        <div className="row">
          <ButtonLink to="/sign-in">{t('action.backToSignIn')}</ButtonLink>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('forgotten.title')} lead={t('forgotten.lead')} key="ask">
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <TextField label={t('user.email')} type="email" autoComplete="email" {...form.bind('email')} />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('forgotten.send')}
        </Button>
      </form>
      <p>
        <Link to="/sign-in">{t('action.backToSignIn')}</Link>
      </p>
    </Page>
  );
}

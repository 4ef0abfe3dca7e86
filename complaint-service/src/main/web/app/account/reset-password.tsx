import { useState } from 'react';
import { asNobody } from '../api/http';
import { Button, ButtonLink } from '../design/button';
import { PasswordField } from '../design/field';
import { useForm } from '../design/form';
import { Page } from '../design/page';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { useMailedToken } from './mailed-token';
import { checkPassword } from './sign-up';

/** Where the link of the mail leads. */
export function ResetPasswordPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const token = useMailedToken();
  const [outcome, setOutcome] = useState<'asking' | 'done' | 'dead'>(token === '' ? 'dead' : 'asking');
  const form = useForm({
    initial: { new_password: '' },
    check: ({ new_password }) => ({ new_password: checkPassword(new_password, i18n) }),
    send: async ({ new_password }) => {
      await asNobody('POST', '/api/auth/password-reset/confirm', { token, new_password });
      setOutcome('done');
    },
    explain: (problem) => {
      if (problem.status === 422) {
        setOutcome('dead');
      }
      return null;
    },
  });
  if (outcome === 'done') {
    return (
      <Page title={t('reset.doneTitle')} key="done">
        <Notice live>{t('reset.done')}</Notice>
        <div className="row">
          <ButtonLink to="/sign-in" kind="primary">
            {t('action.signIn')}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  if (outcome === 'dead') {
    return (
      <Page title={t('link.deadTitle')} key="dead">
        <Notice kind="warning" live>
          {t('link.dead')}
        </Notice>
        <div className="row">
          <ButtonLink to="/forgotten-password" kind="primary">
            {t('reset.another')}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('reset.title')} lead={t('reset.lead')} key="ask">
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <PasswordField
          label={t('user.newPassword')}
          hint={t('user.passwordHint')}
          autoComplete="new-password"
          {...form.bind('new_password')}
        />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('reset.save')}
        </Button>
      </form>
    </Page>
  );
}

import { useState } from 'react';
import type { User } from '../api/model';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { PasswordField, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Page } from '../design/page';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { navigate } from '../routing/location';
import { signIn, signOut } from '../session/session';

function SignInForm({ username = '' }: { username?: string }) {
  const { t } = useI18n();
  const form = useForm({
    initial: { username, password: '' },
    check: ({ username: name, password }) => ({
      ...(name.trim() === '' && { username: t('violation.required') }),
      ...(password === '' && { password: t('violation.required') }),
    }),
    send: ({ username: name, password }) => signIn(name.trim(), password),
    explain: (problem) => (problem.status === 401 ? t('signIn.refused') : null),
  });
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      {form.failure && <Notice kind="danger">{form.failure}</Notice>}
      <TextField
        label={t('signIn.username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...form.bind('username')}
      />
      <PasswordField label={t('signIn.password')} autoComplete="current-password" {...form.bind('password')} />
      <Button type="submit" kind="primary" busy={form.busy}>
        {t('action.signIn')}
      </Button>
    </form>
  );
}

/** Is also what a page shows to somebody who must sign in first: then it stays at its address. */
export function SignInPage() {
  const { t } = useI18n();
  return (
    <Page title={t('signIn.title')}>
      <SignInForm />
      <p>
        <Link to="/forgotten-password">{t('signIn.forgotten')}</Link>
      </p>
      <hr />
      <p>
        {t('signIn.new')} <Link to="/sign-up">{t('action.signUp')}</Link>
      </p>
    </Page>
  );
}

/** The session has ended while somebody worked: they sign in again and go on where they were. */
export function SignInDialog({ user }: { user: User }) {
  const { t } = useI18n();
  const [leaving, setLeaving] = useState(false);
  const leave = () => {
    setLeaving(true);
    void signOut()
      .catch(() => {})
      .finally(() => navigate('/sign-in', { replace: true }));
  };
  return (
    <Dialog title={t('expired.title')}>
      <div className="stack">
        <p>{t('expired.text')}</p>
        <SignInForm username={user.username} />
        <Button kind="plain" busy={leaving} onClick={leave}>
          {t('expired.leave')}
        </Button>
      </div>
    </Dialog>
  );
}

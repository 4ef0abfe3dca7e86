import { asNobody } from '../api/http';
import { Button } from '../design/button';
import { PasswordField, TextField } from '../design/field';
import { type Errors, useForm } from '../design/form';
import { Page } from '../design/page';
import { Notice } from '../design/states';
import { showToast } from '../design/toast';
import { type I18n, useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { signIn } from '../session/session';

interface Registration {
  first_name: string;
  last_name: string;
  email: string;
  username: string;
  password: string;
}

const EMPTY: Registration = { first_name: '', last_name: '', email: '', username: '', password: '' };

function check(values: Registration, i18n: I18n): Errors<Registration> {
  const { t } = i18n;
  const errors: Errors<Registration> = {};
  for (const name of Object.keys(EMPTY) as (keyof Registration)[]) {
    if (values[name].trim() === '') {
      errors[name] = t('violation.required');
    }
  }
  errors.email ??= /^\S+@\S+$/.test(values.email.trim()) ? undefined : t('violation.email');
  errors.username ??= /^[A-Za-z0-9._-]{3,50}$/.test(values.username.trim()) ? undefined : t('violation.username');
  errors.password ??= checkPassword(values.password, i18n);
  return errors;
}

/** What is wrong with a new password as far as one can tell without asking; undefined if nothing is. */
export function checkPassword(password: string, { t }: Pick<I18n, 't'>): string | undefined {
  return password.length >= 8 && password.length <= 128 ? undefined : t('violation.length', { least: 8, most: 128 });
}

export function SignUpPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const form = useForm({
    initial: EMPTY,
    check: (values) => check(values, i18n),
    send: async (values) => {
      await asNobody('POST', '/api/users', { ...values, username: values.username.trim() });
      await signIn(values.username.trim(), values.password);
      showToast({ text: t('signUp.welcome', { email: values.email.trim() }) });
    },
  });
  return (
    <Page title={t('signUp.title')} lead={t('signUp.lead')}>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <div className="pair">
          <TextField label={t('user.firstName')} autoComplete="given-name" {...form.bind('first_name')} />
          <TextField label={t('user.lastName')} autoComplete="family-name" {...form.bind('last_name')} />
        </div>
        <TextField label={t('user.email')} type="email" autoComplete="email" {...form.bind('email')} />
        <TextField
          label={t('user.username')}
          hint={t('user.usernameHint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.bind('username')}
        />
        <PasswordField
          label={t('user.password')}
          hint={t('user.passwordHint')}
          autoComplete="new-password"
          {...form.bind('password')}
        />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('action.signUp')}
        </Button>
      </form>
      <hr />
      <p>
        {t('signUp.known')} <Link to="/sign-in">{t('action.signIn')}</Link>
      </p>
    </Page>
  );
}

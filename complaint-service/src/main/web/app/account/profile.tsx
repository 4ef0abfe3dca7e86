import { useState } from 'react';
import { api } from '../api/http';
import type { User } from '../api/model';
import { asProblem } from '../api/problem';
import { Button } from '../design/button';
import { Confirm } from '../design/dialog';
import { PasswordField, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Page } from '../design/page';
import { describeProblem } from '../design/problem-text';
import { saveFile } from '../design/save-file';
import { Notice } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { navigate } from '../routing/location';
import { signOut, userChanged, useUser } from '../session/session';
import { SessionsSection } from './sessions-section';
import { checkPassword } from './sign-up';

export function ProfilePage() {
  const { t } = useI18n();
  const user = useUser();
  return (
    <Page
      title={t('profile.title')}
      lead={t('profile.lead', { username: user.username, number: user.customer_number })}
      narrow
    >
      <div className="profile-grid">
        <DetailsSection user={user} />
        <PasswordSection />
        <SessionsSection />
        <DataSection user={user} />
      </div>
    </Page>
  );
}

function DetailsSection({ user }: { user: User }) {
  const { t } = useI18n();
  const form = useForm({
    initial: {
      first_name: user.first_name,
      last_name: user.last_name,
      email: user.email,
      phone: user.phone ?? '',
      address: user.address ?? '',
    },
    check: ({ first_name, last_name, email }) => ({
      ...(first_name.trim() === '' && { first_name: t('violation.required') }),
      ...(last_name.trim() === '' && { last_name: t('violation.required') }),
      ...(!/^\S+@\S+$/.test(email.trim()) && { email: t('violation.email') }),
    }),
    send: async (values) => {
      const changed = await api.patch<User>('/api/users/me', {
        ...values,
        phone: values.phone.trim() || null,
        address: values.address.trim() || null,
      });
      userChanged(changed);
      showToast({ text: t('profile.saved') });
    },
  });
  return (
    <section className="sheet">
      <h2>{t('profile.details')}</h2>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <div className="pair">
          <TextField label={t('user.firstName')} autoComplete="given-name" {...form.bind('first_name')} />
          <TextField label={t('user.lastName')} autoComplete="family-name" {...form.bind('last_name')} />
        </div>
        <div className="pair">
          <TextField
            label={t('user.email')}
            type="email"
            autoComplete="email"
            hint={user.email_verified ? t('profile.emailVerified') : t('profile.emailUnverified')}
            {...form.bind('email')}
          />
          <TextField
            label={t('user.phone')}
            type="tel"
            autoComplete="tel"
            hint={t('user.phoneHint')}
            {...form.bind('phone')}
          />
        </div>
        <TextField label={t('user.address')} autoComplete="street-address" {...form.bind('address')} />
        <div className="row">
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function PasswordSection() {
  const i18n = useI18n();
  const { t } = i18n;
  const form = useForm({
    initial: { current_password: '', new_password: '' },
    check: ({ current_password, new_password }) => ({
      ...(current_password === '' && { current_password: t('violation.required') }),
      new_password: checkPassword(new_password, i18n),
    }),
    send: async (values) => {
      await api.put('/api/users/me/password', values);
      form.setAll({ current_password: '', new_password: '' });
      showToast({ text: t('profile.passwordSaved') });
    },
  });
  return (
    <section className="sheet">
      <h2>{t('profile.password')}</h2>
      <p className="quiet">{t('profile.passwordText')}</p>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <div className="pair">
          <PasswordField
            label={t('user.currentPassword')}
            autoComplete="current-password"
            {...form.bind('current_password')}
          />
          <PasswordField
            label={t('user.newPassword')}
            hint={t('user.passwordHint')}
            autoComplete="new-password"
            {...form.bind('new_password')}
          />
        </div>
        <div className="row">
          <Button type="submit" busy={form.busy}>
            {t('profile.passwordSave')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function DataSection({ user }: { user: User }) {
  const i18n = useI18n();
  const { t } = i18n;
  const [exporting, setExporting] = useState(false);
  const [deleting, setDeleting] = useState(false);

  const exportData = () => {
    setExporting(true);
    api
      .blob('/api/users/me/export')
      .then((file) => saveFile(file, `recourse-${user.username}.json`))
      .catch((failure: unknown) => showToast({ text: describeProblem(asProblem(failure), i18n), kind: 'danger' }))
      .finally(() => setExporting(false));
  };

  const deleteAccount = async () => {
    await api.delete('/api/users/me');
    await signOut().catch(() => {});
    navigate('/sign-in', { replace: true });
    showToast({ text: t('profile.deleted') });
  };

  return (
    <>
      <section className="sheet">
        <h2>{t('profile.data')}</h2>
        <p className="quiet">{t('profile.dataText')}</p>
        <Button icon="download" busy={exporting} onClick={exportData}>
          {t('profile.export')}
        </Button>
      </section>
      <section className="sheet danger-zone">
        <h2>{t('profile.delete')}</h2>
        <p className="quiet">{t('profile.deleteText')}</p>
        <Button kind="danger" icon="trash" onClick={() => setDeleting(true)}>
          {t('profile.delete')}
        </Button>
        {deleting && (
          <Confirm
            title={t('profile.deleteSure')}
            action={t('profile.delete')}
            danger
            onConfirm={deleteAccount}
            onClose={() => setDeleting(false)}
          >
            <p>{t('profile.deleteText')}</p>
          </Confirm>
        )}
      </section>
    </>
  );
}

import { useRef } from 'react';
import { api, asNobody } from '../api/http';
import type { Role, User } from '../api/model';
import { invalidate } from '../api/query';
import { checkPassword } from '../account/sign-up';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { Checkbox, PasswordField, Segments, TextField } from '../design/field';
import { type Errors, useForm } from '../design/form';
import { Notice } from '../design/states';
import { showToast } from '../design/toast';
import { type I18n, useI18n } from '../i18n/i18n';
import { navigate } from '../routing/location';
import { useCreationKey } from './creation-key';
import { ROLES } from './model';
import { randomSecret } from './secrets';

interface Invitation {
  first_name: string;
  last_name: string;
  email: string;
  username: string;
  role: Role;
  /** They choose their password themselves, by a link that is mailed to them. */
  byMail: boolean;
  password: string;
}

const NOBODY: Invitation = {
  first_name: '',
  last_name: '',
  email: '',
  username: '',
  role: 'agent',
  byMail: true,
  password: '',
};

function check(values: Invitation, i18n: I18n): Errors<Invitation> {
  const { t } = i18n;
  return {
    first_name: values.first_name.trim() === '' ? t('violation.required') : undefined,
    last_name: values.last_name.trim() === '' ? t('violation.required') : undefined,
    email: /^\S+@\S+$/.test(values.email.trim()) ? undefined : t('violation.email'),
    username: /^[A-Za-z0-9._-]{3,50}$/.test(values.username.trim()) ? undefined : t('violation.username'),
    password: values.byMail ? undefined : checkPassword(values.password, i18n),
  };
}

/** Makes an account for somebody else, with the role that they are to have. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const keyOf = useCreationKey();
  const hidden = useRef(randomSecret());
  const form = useForm<Invitation>({
    initial: NOBODY,
    check: (values) => check(values, i18n),
    send: async ({ byMail, password, ...person }) => {
      const email = person.email.trim();
      const account = { ...person, email, password: byMail ? hidden.current : password };
      const created = await api.post<User>('/api/users', account, { idempotencyKey: keyOf(account) });
      const mailed =
        byMail &&
        (await asNobody('POST', '/api/auth/password-reset', { email }).then(
          () => true,
          () => false,
        ));
      invalidate('list:/api/users');
      onClose();
      navigate(`/users/${created.id}`);
      showToast({
        text: t(mailed ? 'admin.invite.mailed' : byMail ? 'admin.invite.notMailed' : 'admin.invite.done', { email }),
      });
    },
  });
  const { values } = form;
  return (
    <Dialog title={t('admin.invite.title')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        <div className="pair">
          <TextField label={t('user.firstName')} autoComplete="off" {...form.bind('first_name')} />
          <TextField label={t('user.lastName')} autoComplete="off" {...form.bind('last_name')} />
        </div>
        <div className="pair">
          <TextField label={t('user.email')} type="email" autoComplete="off" {...form.bind('email')} />
          <TextField
            label={t('user.username')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.bind('username')}
          />
        </div>
        <Segments<Role>
          legend={t('admin.users.role')}
          name="role"
          value={values.role}
          options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChoose={(role) => form.set('role', role)}
          hint={t(`admin.role.${values.role}`)}
        />
        <Checkbox
          label={t('admin.invite.byMail')}
          checked={values.byMail}
          onToggle={(byMail) => form.set('byMail', byMail)}
        />
        {!values.byMail && (
          <PasswordField
            label={t('admin.invite.password')}
            hint={t('admin.invite.passwordHint')}
            autoComplete="new-password"
            {...form.bind('password')}
          />
        )}
        <div className="actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('admin.invite.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

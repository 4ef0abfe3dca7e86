import { useEffect, useRef, useState } from 'react';
import { api, asNobody } from '../api/http';
import type { User } from '../api/model';
import { asProblem, type Problem } from '../api/problem';
import { Button, ButtonLink } from '../design/button';
import { Page } from '../design/page';
import { describeProblem } from '../design/problem-text';
import { Notice, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { currentSession, userChanged } from '../session/session';
import { useMailedToken } from './mailed-token';

/** Where the link of the mail leads: opening it is all that is asked for. */
export function VerifyEmailPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const token = useMailedToken();
  const [outcome, setOutcome] = useState<'asking' | 'done' | Problem>('asking');
  const asked = useRef(false);
  const ask = () => {
    setOutcome('asking');
    asNobody<void>('POST', '/api/auth/verify-email', { token })
      .then(() => {
        setOutcome('done');
        if (currentSession().status === 'signed-in') {
          api.get<User>('/api/users/me').then(userChanged, () => {});
        }
      })
      .catch((failure: unknown) => setOutcome(asProblem(failure)));
  };
  useEffect(() => {
    if (!asked.current) {
      asked.current = true;
      ask();
    }
  });
  const problem = typeof outcome === 'string' ? null : outcome;
  return (
    <Page title={t('verify.title')}>
      {outcome === 'asking' && <Skeleton lines={2} />}
      {outcome === 'done' && <Notice live>{t('verify.done')}</Notice>}
      {problem && (
        <Notice kind="warning" live>
          {problem.isPassing ? describeProblem(problem, i18n) : t('link.dead')}
        </Notice>
      )}
      <div className="row">
        {problem?.isPassing && <Button onClick={ask}>{t('action.retry')}</Button>}
        <ButtonLink to="/" kind="primary">
          {t('action.home')}
        </ButtonLink>
      </div>
    </Page>
  );
}

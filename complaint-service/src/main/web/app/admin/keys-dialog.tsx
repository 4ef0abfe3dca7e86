import { useRef, useState } from 'react';
import { api, newKey } from '../api/http';
import { asProblem } from '../api/problem';
import { invalidate, useQuery } from '../api/query';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { describeProblem } from '../design/problem-text';
import { Notice, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';

interface Rotated {
  kid: string;
  created_at: string;
  signs_from: string;
}

const PUBLISHED = '/.well-known/jwks.json';

/** The keys that sign access tokens, and how to go on to the next one. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const published = useQuery<{ keys: { kid: string }[] }>(PUBLISHED);
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [rotated, setRotated] = useState<Rotated | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const rotate = () => {
    setBusy(true);
    setFailure(null);
    api
      .post<Rotated>('/api/keys/rotate', undefined, { idempotencyKey: key.current })
      .then((answer) => {
        setRotated(answer);
        key.current = newKey();
        invalidate((each) => each === PUBLISHED || each.startsWith('list:/api/audit'));
      })
      .catch((thrown: unknown) => setFailure(describeProblem(asProblem(thrown), i18n)))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={t('admin.keys.title')} onClose={onClose}>
      <div className="stack">
        <p className="quiet">{t('admin.keys.text')}</p>
        {published.data ? (
          <ul className="keys" aria-label={t('admin.keys.published')}>
            {published.data.keys.map(({ kid }) => (
              <li key={kid}>
                <code>{kid}</code>
                {kid === rotated?.kid && <span className="chip accent">{t('admin.keys.signing')}</span>}
              </li>
            ))}
          </ul>
        ) : (
          <Skeleton lines={3} height={24} />
        )}
        {rotated && <Notice live>{t('admin.keys.rotated', { kid: rotated.kid, time: i18n.time(rotated.signs_from) })}</Notice>}
        {failure && <Notice kind="danger">{failure}</Notice>}
        <div className="actions">
          <Button onClick={onClose}>{t('action.close')}</Button>
          <Button kind="primary" icon="key" busy={busy} onClick={rotate}>
            {t('admin.keys.rotate')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

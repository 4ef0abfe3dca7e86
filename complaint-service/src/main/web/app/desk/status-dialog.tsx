import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Complaint, Status } from '../api/model';
import { asProblem } from '../api/problem';
import { Button } from '../design/button';
import { StatusChip } from '../design/chips';
import { Dialog } from '../design/dialog';
import { TextArea } from '../design/field';
import { describeProblem } from '../design/problem-text';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { apply } from './apply';
import type { Refusal } from './bulk';
import { nextOfAny } from './model';

interface StatusDialogProps {
  about: readonly Complaint[];
  /** What is chosen at first. */
  initial?: Status;
  onClose: () => void;
  onDone: (refused: readonly Refusal[]) => void;
}

/** Where these are to go next; a resolution wants to be explained. What it is about is as it was when it was opened. */
export function StatusDialog({ about, initial, onClose, onDone }: StatusDialogProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const [seen] = useState(about);
  const options = nextOfAny(seen);
  const [status, setStatus] = useState<Status | undefined>(initial ?? options[0]);
  const [resolution, setResolution] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const one = seen.length === 1 ? seen[0] : undefined;
  const choices = useRef<HTMLFieldSetElement>(null);
  useEffect(() => choices.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!status || busy) {
      return;
    }
    const notes = one && status === 'resolved' && resolution.trim() !== '' ? { resolution: resolution.trim() } : {};
    const work = apply(seen, { status, ...notes }, i18n);
    if (one) {
      // It shows at once; what becomes of it is told by a message.
      onClose();
      return;
    }
    setBusy(true);
    work
      .then((refused) => {
        onDone(refused);
        onClose();
      })
      .catch((thrown: unknown) => {
        setFailure(describeProblem(asProblem(thrown), i18n));
        setBusy(false);
      });
  };
  return (
    <Dialog
      title={one ? t('desk.status.title', { id: String(one.id) }) : t('desk.status.titleMany', { count: seen.length })}
      onClose={onClose}
    >
      <form className="stack" onSubmit={submit}>
        {one && (
          <p className="row">
            <span className="quiet">{t('desk.status.now')}</span> <StatusChip status={one.status} />
          </p>
        )}
        {options.length === 0 ? (
          <Notice>{t('desk.status.final')}</Notice>
        ) : (
          <fieldset className="status-choices" ref={choices}>
            <legend className="visually-hidden">{t('desk.filter.status')}</legend>
            {options.map((option) => (
              <label key={option}>
                <input
                  type="radio"
                  name="status"
                  className="box"
                  value={option}
                  checked={option === status}
                  onChange={() => setStatus(option)}
                />
                <StatusChip status={option} />
              </label>
            ))}
          </fieldset>
        )}
        {one && status === 'resolved' && (
          <TextArea
            label={t('desk.status.resolution')}
            hint={t('desk.status.resolutionHint')}
            maxLength={10_000}
            rows={4}
            value={resolution}
            onChange={(event) => setResolution(event.target.value)}
          />
        )}
        {!one && <p className="quiet small">{t('desk.status.each')}</p>}
        {failure && <Notice kind="danger">{failure}</Notice>}
        <div className="actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy} disabled={options.length === 0}>
            {t('desk.status.set')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

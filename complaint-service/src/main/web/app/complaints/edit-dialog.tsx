import { useState } from 'react';
import { api } from '../api/http';
import type { Complaint } from '../api/model';
import { Problem } from '../api/problem';
import { amend, invalidate } from '../api/query';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { TextArea, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';

const WORDS = ['title', 'description'] as const;
type Words = Pick<Complaint, (typeof WORDS)[number]>;

/** Those of its words that are others than they were. */
export function changedWords(before: Words, after: Words): Partial<Words> {
  return Object.fromEntries(WORDS.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]));
}

/** Changes the words of a complaint; what somebody else has made of them meanwhile is shown, and not overwritten unseen. */
export function EditDialog({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const { t } = useI18n();
  const [seen, setSeen] = useState(complaint);
  const [theirs, setTheirs] = useState<Partial<Words>>({});
  const found = Object.keys(theirs).length > 0;
  const form = useForm<Words>({
    initial: { title: complaint.title, description: complaint.description },
    check: ({ title, description }) => ({
      ...(title.trim().length < 3 && { title: t('file.titleShort') }),
      ...(description.trim() === '' && { description: t('violation.required') }),
    }),
    send: async ({ title, description }) => {
      const wanted = changedWords(seen, { title: title.trim(), description: description.trim() });
      const outcome = await save(seen, wanted);
      if (outcome) {
        setSeen(outcome.now);
        setTheirs(outcome.theirs);
      } else {
        onClose();
      }
    },
  });
  return (
    <Dialog title={t('complaint.edit')} onClose={onClose} wide>
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.failure && <Notice kind="danger">{form.failure}</Notice>}
        {found && (
          <Notice kind="warning" live>
            <div className="stack">
              <p>{t('complaint.editedMeanwhile')}</p>
              {WORDS.map((name) => theirs[name] !== undefined && <Theirs key={name} name={name} text={theirs[name]} />)}
              <div className="row">
                <Button
                  small
                  onClick={() => {
                    form.setAll({ ...form.values, ...theirs });
                    setTheirs({});
                  }}
                >
                  {t('complaint.takeTheirs')}
                </Button>
              </div>
            </div>
          </Notice>
        )}
        <TextField label={t('complaint.title')} maxLength={200} {...form.bind('title')} />
        <TextArea label={t('complaint.description')} maxLength={10_000} rows={8} {...form.bind('description')} />
        <div className="actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t(found ? 'complaint.keepMine' : 'action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Theirs({ name, text }: { name: keyof Words; text: string }) {
  const { t } = useI18n();
  return (
    <div>
      <p>
        <b>{t(`complaint.${name}`)}</b>
      </p>
      <p className="prose">{text}</p>
    </div>
  );
}

const MOST_TRIES = 5;

type Outcome = { now: Complaint; theirs: Partial<Words> } | null;

/**
 * Saves the words unless somebody else has changed words; whatever else of it has changed stands in no way.
 *
 * @returns what they have made of it; null if it was saved
 */
async function save(seen: Complaint, wanted: Partial<Words>): Promise<Outcome> {
  const path = `/api/complaints/${seen.id}`;
  let latest = seen;
  for (let tries = 1; Object.keys(wanted).length > 0; tries++) {
    try {
      const changed = await api.patch<Complaint>(path, wanted, { ifMatch: `"${latest.version}"` });
      amend<Complaint>(path, () => changed);
      invalidate((key) => key.startsWith(`list:${path}/`) || key.startsWith('list:/api/complaints?'));
      break;
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 412 || tries === MOST_TRIES) {
        throw failure;
      }
      latest = await api.get<Complaint>(path);
      const theirs = changedWords(seen, latest);
      if (Object.keys(theirs).length > 0) {
        amend<Complaint>(path, () => latest);
        return { now: latest, theirs };
      }
    }
  }
  return null;
}

import { useState } from 'react';
import { newKey } from '../api/http';
import type { Complaint } from '../api/model';
import { asProblem } from '../api/problem';
import { invalidate } from '../api/query';
import { upload } from '../api/upload';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { describeProblem } from '../design/problem-text';
import { Notice, Progress } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { PicturePicker } from './picture-picker';
import { MOST_PICTURES } from './pictures';

/** Adds pictures to a complaint that has fewer than it may have. */
export function AddPictures({ complaint }: { complaint: Complaint }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  if (complaint.images.length >= MOST_PICTURES) {
    return null;
  }
  return (
    <>
      <Button small icon="image" onClick={() => setOpen(true)}>
        {t('pictures.add')}
      </Button>
      {open && <AddDialog complaint={complaint} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const [files, setFiles] = useState<File[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const send = () => {
    const form = new FormData();
    files.forEach((file) => form.append('images', file));
    setProgress(0);
    setFailure(null);
    upload(`/api/complaints/${complaint.id}/images`, form, { idempotencyKey: key, onProgress: setProgress })
      .then(() => {
        invalidate((each) => each.includes(`/api/complaints/${complaint.id}`));
        onClose();
      })
      .catch((thrown: unknown) => {
        setFailure(describeProblem(asProblem(thrown), i18n));
        setProgress(null);
      });
  };
  return (
    <Dialog title={t('pictures.add')} onClose={onClose}>
      <div className="stack">
        <PicturePicker
          files={files}
          disabled={progress !== null}
          most={MOST_PICTURES - complaint.images.length}
          onChange={(next) => {
            setFiles(next);
            setKey(newKey());
          }}
        />
        {failure && <Notice kind="danger">{failure}</Notice>}
        {progress !== null && <Progress share={progress} label={t('file.sending')} />}
        <div className="actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={progress !== null} disabled={files.length === 0} onClick={send}>
            {t('pictures.add')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

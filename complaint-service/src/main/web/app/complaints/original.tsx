import { useState } from 'react';
import { api } from '../api/http';
import type { Complaint, Image } from '../api/model';
import { invalidate } from '../api/query';
import { Button } from '../design/button';
import { Confirm } from '../design/dialog';
import { useI18n } from '../i18n/i18n';
import { AddPictures } from './add-pictures';
import { EditDialog } from './edit-dialog';
import { Gallery } from './images';

interface OriginalProps {
  complaint: Complaint;
  /** Words and pictures can be changed by whoever looks. */
  editable: boolean;
}

/** What was filed, in words and pictures, and what became of it in the end. */
export function Original({ complaint, editable }: OriginalProps) {
  const { t } = useI18n();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState<Image | null>(null);
  return (
    <section className="sheet stack" aria-label={t('complaint.description')}>
      <p className="prose">{complaint.description}</p>
      {complaint.images.length > 0 && (
        <Gallery images={complaint.images} {...(editable && { onRemove: setRemoving })} />
      )}
      {editable && (
        <div className="row">
          <Button small icon="edit" onClick={() => setEditing(true)}>
            {t('action.edit')}
          </Button>
          <AddPictures complaint={complaint} />
        </div>
      )}
      {complaint.resolution && (
        <div className="resolution">
          <h2>{t('complaint.resolution')}</h2>
          <p className="prose">{complaint.resolution}</p>
        </div>
      )}
      {editing && <EditDialog complaint={complaint} onClose={() => setEditing(false)} />}
      {removing && (
        <Confirm
          title={t('images.removeSure')}
          action={t('action.remove')}
          danger
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await api.delete(removing.url);
            invalidate((key) => key.includes(`/api/complaints/${complaint.id}`));
          }}
        >
          <p>{t('images.removeText')}</p>
        </Confirm>
      )}
    </section>
  );
}

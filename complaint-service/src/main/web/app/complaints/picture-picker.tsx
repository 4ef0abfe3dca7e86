import { type DragEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '../design/button';
import { FieldError } from '../design/field';
import { Icon } from '../design/icon';
import { useI18n } from '../i18n/i18n';
import { acceptPictures, MOST_PICTURES, PICTURE_TYPES, type Refusal } from './pictures';

interface PicturePickerProps {
  files: readonly File[];
  onChange: (files: File[]) => void;
  disabled?: boolean;
  /** How many there may be: 3, or fewer when there are some already. */
  most?: number;
}

/** Takes up to three pictures by dropping, pasting, choosing or photographing, and shows them before they are sent. */
export function PicturePicker({ files, onChange, disabled, most = MOST_PICTURES }: PicturePickerProps) {
  const { t, bytes } = useI18n();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<Refusal[]>([]);
  const free = most - files.length;

  const add = async (added: FileList | File[] | null) => {
    const { accepted, refused: why } = await acceptPictures([...(added ?? [])], free);
    setRefused(why);
    if (accepted.length > 0) {
      onChange([...files, ...accepted]);
    }
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) {
      void add(event.dataTransfer.files);
    }
  };

  return (
    <fieldset className="field" onPaste={(event) => void add([...event.clipboardData.files])}>
      <legend className="label">{t('pictures.title')}</legend>
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {files.length > 0 && (
          <ul className="thumbs">
            {files.map((file, index) => (
              <li key={`${index}-${file.name}-${file.size}`} className="thumb">
                <Preview file={file} />
                <span className="small quiet">{bytes(file.size)}</span>
                <Button
                  small
                  icon="close"
                  iconOnly
                  className="thumb-remove"
                  onClick={() => {
                    setRefused([]);
                    onChange(files.filter((each) => each !== file));
                  }}
                >
                  {t('pictures.remove', { name: file.name })}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {free > 0 && (
          <div className="drop-ask">
            <Icon name="image" />
            <p className="quiet" id={`${id}-hint`}>
              {t('pictures.hint', { count: free })}
            </p>
            <div className="row">
              <Button small disabled={disabled} onClick={() => chooser.current?.click()} aria-describedby={`${id}-hint`}>
                {t('pictures.choose')}
              </Button>
              <Button
                small
                icon="camera"
                className="touch-only"
                disabled={disabled}
                onClick={() => camera.current?.click()}
              >
                {t('pictures.photograph')}
              </Button>
            </div>
          </div>
        )}
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          data-testid="pictures"
          accept={PICTURE_TYPES.join(',')}
          onChange={(event) => {
            void add(event.target.files).then(() => {
              event.target.value = '';
            });
          }}
        />
        <input
          ref={camera}
          type="file"
          hidden
          accept="image/jpeg"
          capture="environment"
          onChange={(event) => {
            void add(event.target.files).then(() => {
              event.target.value = '';
            });
          }}
        />
      </div>
      <div role="status">
        {refused.map((why) => (
          <FieldError key={why}>{t(`pictures.refused.${why}`)}</FieldError>
        ))}
      </div>
    </fieldset>
  );
}

function Preview({ file }: { file: File }) {
  const { t } = useI18n();
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img src={address} alt={t('pictures.preview', { name: file.name })} />;
}

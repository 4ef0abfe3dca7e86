import { type KeyboardEvent, useEffect, useState } from 'react';
import { api } from '../api/http';
import type { Image } from '../api/model';
import { onSignedOut } from '../session/session';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { Icon } from '../design/icon';
import { useI18n } from '../i18n/i18n';

/** Images need the access token, which the browser does not send by itself: they are fetched and shown from memory. */
const MOST_KEPT = 40;
const kept = new Map<string, Promise<string>>();

onSignedOut(() => {
  kept.forEach(forget);
  kept.clear();
});

function forget(address: Promise<string>): void {
  address.then(URL.revokeObjectURL, () => {});
}

function addressOf(url: string): Promise<string> {
  const known = kept.get(url);
  if (known) {
    return known;
  }
  const address = api.blob(url).then((blob) => URL.createObjectURL(blob));
  kept.set(url, address);
  address.catch(() => kept.delete(url));
  if (kept.size > MOST_KEPT) {
    const [oldest, its] = [...kept][0] ?? [];
    if (oldest && its) {
      kept.delete(oldest);
      forget(its);
    }
  }
  return address;
}

export function ProtectedImage({ image, alt }: { image: Image; alt: string }) {
  const { t } = useI18n();
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    setFailed(false);
    addressOf(image.url).then(
      (found) => current && setAddress(found),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [image.url]);
  if (failed) {
    return (
      <span className="image-failed" role="img" aria-label={t('images.failed')}>
        <Icon name="image" />
      </span>
    );
  }
  return address ? (
    <img src={address} alt={alt} width={image.width} height={image.height} />
  ) : (
    <span className="skeleton" role="img" aria-label={t('state.loading')} />
  );
}

interface GalleryProps {
  images: readonly Image[];
  onRemove?: (image: Image) => void;
}

/** Small images that open large. */
export function Gallery({ images, onRemove }: GalleryProps) {
  const { t } = useI18n();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <>
      <ul className="thumbs">
        {images.map((image, index) => (
          <li key={image.id} className="thumb">
            <button type="button" className="thumb-open" onClick={() => setOpen(index)}>
              <ProtectedImage image={image} alt={t('images.numbered', { number: index + 1, count: images.length })} />
            </button>
            {onRemove && (
              <Button small icon="close" iconOnly className="thumb-remove" onClick={() => onRemove(image)}>
                {t('images.remove', { number: index + 1 })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open !== null && images[open] && (
        <Lightbox images={images} at={open} onMove={setOpen} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

interface LightboxProps {
  images: readonly Image[];
  at: number;
  onMove: (to: number) => void;
  onClose: () => void;
}

function Lightbox({ images, at, onMove, onClose }: LightboxProps) {
  const { t, bytes } = useI18n();
  const image = images[at];
  const move = (by: number) => onMove((at + by + images.length) % images.length);
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      move(event.key === 'ArrowLeft' ? -1 : 1);
    }
  };
  if (!image) {
    return null;
  }
  const title = t('images.numbered', { number: at + 1, count: images.length });
  return (
    <Dialog title={title} onClose={onClose} wide>
      <div className="lightbox" onKeyDown={key}>
        <ProtectedImage key={image.id} image={image} alt={title} />
        <div className="row apart">
          <span className="quiet small number">
            {image.width} × {image.height} · {bytes(image.size_bytes)}
          </span>
          {images.length > 1 && (
            <span className="row">
              <Button small onClick={() => move(-1)}>
                {t('images.previous')}
              </Button>
              <Button small onClick={() => move(1)}>
                {t('images.next')}
              </Button>
            </span>
          )}
        </div>
      </div>
    </Dialog>
  );
}

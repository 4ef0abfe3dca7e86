import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { asProblem } from '../api/problem';
import { useI18n } from '../i18n/i18n';
import { Button } from './button';
import { describeProblem } from './problem-text';
import { Notice } from './states';

interface DialogProps {
  title: string;
  /** Nobody leaves without an answer when this is absent. */
  onClose?: () => void;
  wide?: boolean;
  children: ReactNode;
}

/** A question that must be answered first. Is open while it is rendered; the focus then returns to where it was. */
export function Dialog({ title, onClose, wide, children }: DialogProps) {
  const { t } = useI18n();
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      } else {
        document.getElementById('content')?.focus();
      }
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        if (event.target === dialog.current && !isWithin(event, dialog.current)) {
          onClose?.();
        }
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {onClose && (
          <Button kind="plain" small icon="close" iconOnly onClick={onClose}>
            {t('action.close')}
          </Button>
        )}
      </header>
      {children}
    </dialog>
  );
}

function isWithin(event: { clientX: number; clientY: number }, element: Element): boolean {
  const box = element.getBoundingClientRect();
  return (
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
  );
}

interface ConfirmProps {
  title: string;
  children?: ReactNode;
  /** What the button that does it says: a verb. */
  action: string;
  danger?: boolean;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that cannot be undone, and stays with what went wrong. */
export function Confirm({ title, children, action, danger, onConfirm, onClose }: ConfirmProps) {
  const i18n = useI18n();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const confirm = () => {
    setBusy(true);
    onConfirm().then(onClose, (thrown: unknown) => {
      setFailure(describeProblem(asProblem(thrown), i18n));
      setBusy(false);
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        {children}
        {failure && <Notice kind="danger">{failure}</Notice>}
        <div className="actions">
          <Button onClick={onClose}>{i18n.t('action.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={confirm}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

import { Checkbox } from '../design/field';
import { Dialog } from '../design/dialog';
import { type Key, useI18n } from '../i18n/i18n';
import { useKeysEnabled } from './keys';

const QUEUE: readonly [string, Key][] = [
  ['j', 'desk.key.next'],
  ['k', 'desk.key.previous'],
  ['Enter', 'desk.key.open'],
  ['r', 'desk.key.reply'],
  ['a', 'desk.key.assign'],
  ['s', 'desk.key.status'],
  ['x', 'desk.key.select'],
  ['Esc', 'desk.key.clear'],
  ['/', 'desk.key.search'],
  ['?', 'desk.key.help'],
];

const CASE: readonly [string, Key][] = [
  ['r', 'desk.key.reply'],
  ['n', 'desk.key.note'],
  ['a', 'desk.key.assign'],
  ['s', 'desk.key.status'],
  ['i', 'desk.key.interaction'],
  ['u', 'desk.key.back'],
  ['?', 'desk.key.help'],
];

export function ShortcutsDialog({ page, onClose }: { page: 'queue' | 'case'; onClose: () => void }) {
  const { t } = useI18n();
  const [enabled, enable] = useKeysEnabled();
  return (
    <Dialog title={t('desk.keys')} onClose={onClose}>
      <div className="stack">
        <dl className="shortcuts">
          {(page === 'queue' ? QUEUE : CASE).map(([key, text]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(text)}</dd>
            </div>
          ))}
        </dl>
        <Checkbox label={t('desk.keysOn')} checked={enabled} onToggle={enable} />
      </div>
    </Dialog>
  );
}

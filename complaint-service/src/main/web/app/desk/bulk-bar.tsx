import { type Complaint, CATEGORIES, PRIORITIES } from '../api/model';
import { asProblem } from '../api/problem';
import { Button } from '../design/button';
import { Menu } from '../design/menu';
import { describeProblem } from '../design/problem-text';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { apply } from './apply';
import type { Refusal } from './bulk';
import type { Change } from './model';

interface BulkBarProps {
  chosen: readonly Complaint[];
  onAsk: (what: 'assign' | 'status') => void;
  onDone: (refused: readonly Refusal[]) => void;
  onClear: () => void;
}

/** What can be done with all that is selected. */
export function BulkBar({ chosen, onAsk, onDone, onClear }: BulkBarProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const set = (change: Change) => {
    apply(chosen, change, i18n)
      .then(onDone)
      .catch((thrown: unknown) => showToast({ text: describeProblem(asProblem(thrown), i18n), kind: 'danger' }));
  };
  return (
    <section className="bulk-bar" aria-label={t('desk.bulk.title')}>
      <b className="number" role="status">
        {t('desk.bulk.selected', { count: chosen.length })}
      </b>
      <Button small icon="person" onClick={() => onAsk('assign')}>
        {t('desk.assign')}
      </Button>
      <Button small icon="history" onClick={() => onAsk('status')}>
        {t('desk.status')}
      </Button>
      <Menu
        small
        up
        align="start"
        label={t('complaint.priority')}
        items={PRIORITIES.map((priority) => ({ label: t(`priority.${priority}`), onSelect: () => set({ priority }) }))}
      />
      <Menu
        small
        up
        align="start"
        label={t('complaint.category')}
        items={CATEGORIES.map((category) => ({ label: t(`category.${category}`), onSelect: () => set({ category }) }))}
      />
      <Button small kind="plain" icon="close" onClick={onClear}>
        {t('desk.bulk.clear')}
      </Button>
    </section>
  );
}

import { api } from '../api/http';
import type { Priority } from '../api/model';
import { invalidate, useList } from '../api/query';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { SelectField } from '../design/field';
import { useForm } from '../design/form';
import { Failure, Notice, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { DurationField, flawOf, isoOfSpan, type Span, spanOf } from './duration-field';
import { AUTO_RESOLVE, type AutoResolve, type Calendar, type Policy } from './model';
import { StaleNotice } from './stale-notice';
import { useEdited, type Versioned } from './versioned';

interface Terms {
  acknowledge_after: Span;
  escalate_after: Span;
  first_response_within: Span;
  calendar: string;
  mode: AutoResolve;
  'auto_resolve.after': Span;
}

const TIMERS = ['acknowledge_after', 'escalate_after', 'first_response_within', 'auto_resolve.after'] as const;

/** Changes what is promised for one priority. */
export function PolicyDialog({ priority, onClose }: { priority: Priority; onClose: () => void }) {
  const { t } = useI18n();
  const { known, problem, renew } = useEdited<Policy>(`/api/sla-policies/${priority}`);
  return (
    <Dialog title={t('admin.policy.edit', { priority: t(`priority.${priority}`) })} onClose={onClose}>
      {known ? (
        <PolicyForm known={known} onReload={renew} onClose={onClose} />
      ) : problem ? (
        <Failure problem={problem} onRetry={renew} />
      ) : (
        <Skeleton lines={5} height={40} />
      )}
    </Dialog>
  );
}

interface PolicyFormProps {
  known: Versioned<Policy>;
  onReload: () => void;
  onClose: () => void;
}

function PolicyForm({ known: { value: policy, etag }, onReload, onClose }: PolicyFormProps) {
  const { t } = useI18n();
  const calendars = useList<Calendar>('/api/calendars', 100);
  const form = useForm<Terms>({
    initial: {
      acknowledge_after: spanOf(policy.acknowledge_after, 'PT0S'),
      escalate_after: spanOf(policy.escalate_after, 'PT4H'),
      first_response_within: spanOf(policy.first_response_within, 'PT1H'),
      calendar: policy.calendar ?? '',
      mode: policy.auto_resolve.mode,
      'auto_resolve.after': spanOf(policy.auto_resolve.after, 'P3D'),
    },
    check: (terms) =>
      Object.fromEntries(
        TIMERS.filter((timer) => timer !== 'auto_resolve.after' || terms.mode !== 'never').map((timer) => {
          const flaw = flawOf(terms[timer], timer === 'acknowledge_after');
          return [timer, flaw && t(flaw)];
        }),
      ),
    send: async (terms) => {
      await api.put(
        `/api/sla-policies/${policy.priority}`,
        {
          acknowledge_after: isoOfSpan(terms.acknowledge_after),
          escalate_after: isoOfSpan(terms.escalate_after),
          first_response_within: isoOfSpan(terms.first_response_within),
          calendar: terms.calendar === '' ? null : terms.calendar,
          auto_resolve: {
            mode: terms.mode,
            // What is not shown stays as it was.
            after: terms.mode === 'never' ? policy.auto_resolve.after : isoOfSpan({ ...terms['auto_resolve.after'], on: true }),
          },
        },
        { ...(etag && { ifMatch: etag }) },
      );
      invalidate((key) => /^(list:)?\/api\/(sla|sla-policies)\b/.test(key));
      onClose();
      showToast({ text: t('admin.policy.saved', { priority: t(`priority.${policy.priority}`) }) });
    },
  });
  const { values, errors, set } = form;
  const timer = (name: (typeof TIMERS)[number]) => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: (span: Span) => set(name, span),
  });
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      {form.failure && <StaleNotice failure={form.failure} onReload={onReload} />}
      <DurationField
        label={t('admin.policy.acknowledge')}
        hint={t('admin.policy.acknowledgeHint')}
        {...timer('acknowledge_after')}
      />
      <DurationField
        label={t('admin.policy.firstResponse')}
        hint={t('admin.policy.firstResponseHint')}
        within
        {...timer('first_response_within')}
      />
      <DurationField
        label={t('admin.policy.escalate')}
        hint={t('admin.policy.escalateHint')}
        {...timer('escalate_after')}
      />
      <SelectField
        label={t('admin.policy.calendar')}
        hint={t('admin.policy.calendarHint')}
        name="calendar"
        value={values.calendar}
        error={errors.calendar}
        onChoose={(calendar) => set('calendar', calendar)}
        options={[
          { value: '', label: t('admin.policy.aroundTheClock') },
          ...[...new Set([...calendars.items.map(({ name }) => name), ...(policy.calendar ? [policy.calendar] : [])])].map(
            (name) => ({ value: name, label: name }),
          ),
        ]}
      />
      <div className="stack">
        <SelectField<AutoResolve>
          label={t('admin.policy.autoResolve')}
          hint={t(`admin.policy.autoHint.${values.mode}`)}
          value={values.mode}
          onChoose={(mode) => set('mode', mode)}
          options={AUTO_RESOLVE.map((value) => ({ value, label: t(`admin.policy.mode.${value}`) }))}
        />
        {values.mode !== 'never' && (
          <DurationField label={t('admin.policy.autoAfter')} always {...timer('auto_resolve.after')} />
        )}
      </div>
      <Notice>{t('admin.policy.atOnceNotice')}</Notice>
      <div className="actions">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}

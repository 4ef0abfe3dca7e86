import { useState } from 'react';
import { api, url } from '../api/http';
import { type Complaint, isActive, type Sla, type Status } from '../api/model';
import { asProblem } from '../api/problem';
import { amend, invalidate, useQuery } from '../api/query';
import { Button } from '../design/button';
import { PriorityMark, StatusChip, useNameOf } from '../design/chips';
import { Confirm } from '../design/dialog';
import { Moment } from '../design/moment';
import { Page } from '../design/page';
import { describeProblem } from '../design/problem-text';
import { Failure, Notice, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import type { PageProps } from '../routes';
import { Original } from './original';
import { Reply } from './reply';
import { Timeline } from './timeline';

/** One complaint, as the customer who filed it sees it. */
export function ComplaintPage({ parameters }: PageProps) {
  const { t } = useI18n();
  const path = `/api/complaints/${parameters.id}`;
  const { data: complaint, problem, reload } = useQuery<Complaint>(path);
  const back = { to: '/complaints', label: t('complaints.title') };
  const numbered = t('complaint.numbered', { id: parameters.id ?? '' });

  if (!complaint) {
    return (
      <Page title={numbered} back={back}>
        {problem ? <Failure problem={problem} onRetry={reload} home="/complaints" /> : <Skeleton lines={6} height={24} />}
      </Page>
    );
  }
  return (
    <Page
      key={complaint.id}
      title={complaint.title}
      back={back}
      lead={
        <span className="row">
          <StatusChip status={complaint.status} />
          <span className="number">{numbered}</span>
          <span>
            {t('complaint.filed')} <Moment at={complaint.created_at} />
          </span>
        </span>
      }
      actions={<Actions complaint={complaint} />}
    >
      {complaint.status === 'resolved' && <Solved complaint={complaint} />}
      <div className="detail">
        <div className="stack wide">
          <Original complaint={complaint} editable={complaint.status === 'open' || complaint.status === 'in_progress'} />
          <section aria-labelledby="timeline">
            <h2 id="timeline" className="section-title">
              {t('timeline.title')}
            </h2>
            <Timeline complaint={complaint} />
            {complaint.status === 'closed' || complaint.status === 'cancelled' ? (
              <p className="quiet">{t('reply.over')}</p>
            ) : (
              <Reply complaintId={complaint.id} />
            )}
          </section>
        </div>
        <aside className="sheet" aria-label={t('complaint.facts')}>
          <Facts complaint={complaint} />
        </aside>
      </div>
    </Page>
  );
}

/** What the customer can still do about it. */
function Actions({ complaint }: { complaint: Complaint }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState<'cancelled' | 'resolved' | null>(null);
  if (!isActive(complaint.status)) {
    return null;
  }
  return (
    <>
      <Button icon="check" onClick={() => setAsking('resolved')}>
        {t('complaint.resolve')}
      </Button>
      <Button kind="plain" onClick={() => setAsking('cancelled')}>
        {t('complaint.cancel')}
      </Button>
      {asking && (
        <Confirm
          title={t(asking === 'resolved' ? 'complaint.resolveSure' : 'complaint.cancelSure')}
          action={t(asking === 'resolved' ? 'complaint.resolve' : 'complaint.cancel')}
          danger={asking === 'cancelled'}
          onConfirm={() => moveTo(complaint, asking)}
          onClose={() => setAsking(null)}
        >
          <p>{t(asking === 'resolved' ? 'complaint.resolveText' : 'complaint.cancelText')}</p>
        </Confirm>
      )}
    </>
  );
}

/** Asks whether it is really solved: the customer has the last word. */
function Solved({ complaint }: { complaint: Complaint }) {
  const i18n = useI18n();
  const { t } = i18n;
  const [busy, setBusy] = useState<Status | null>(null);
  const answer = (status: Status) => {
    setBusy(status);
    moveTo(complaint, status)
      .catch((thrown: unknown) => showToast({ text: describeProblem(asProblem(thrown), i18n), kind: 'danger' }))
      .finally(() => setBusy(null));
  };
  return (
    <Notice>
      <div className="stack">
        <div>
          <h2>{t('solved.title')}</h2>
          <p>{t('solved.text')}</p>
        </div>
        <div className="row">
          <Button kind="primary" icon="check" busy={busy === 'closed'} onClick={() => answer('closed')}>
            {t('solved.yes')}
          </Button>
          <Button icon="undo" busy={busy === 'in_progress'} onClick={() => answer('in_progress')}>
            {t('solved.no')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}

async function moveTo(complaint: Complaint, status: Status): Promise<void> {
  const path = `/api/complaints/${complaint.id}`;
  const moved = await api.patch<Complaint>(path, { status });
  amend<Complaint>(path, () => moved);
  invalidate((key) => key.includes('/api/complaints') || key.startsWith(`/api/sla/${complaint.id}`));
}

function Facts({ complaint }: { complaint: Complaint }) {
  const { t, dateTime } = useI18n();
  const nameOf = useNameOf();
  return (
    <dl className="facts">
      <dt>{t('complaint.priority')}</dt>
      <dd>
        <PriorityMark priority={complaint.priority} />
      </dd>
      <dt>{t('complaint.category')}</dt>
      <dd>
        {t(`category.${complaint.category}`)}
        {complaint.classified_by && complaint.classified_by !== 'user' && (
          <span className="quiet small"> · {t(`source.${complaint.classified_by}`)}</span>
        )}
      </dd>
      {complaint.service_type && (
        <>
          <dt>{t('complaint.serviceType')}</dt>
          <dd>{complaint.service_type.name}</dd>
        </>
      )}
      <dt>{t('complaint.assignee')}</dt>
      <dd>{complaint.assigned_to ? nameOf(complaint.assigned_to) : <span className="quiet">{t('complaint.nobody')}</span>}</dd>
      {isActive(complaint.status) && <Deadline complaint={complaint} />}
      <dt>{t('complaint.filed')}</dt>
      <dd>{dateTime(complaint.created_at)}</dd>
      {complaint.resolved_at && (
        <>
          <dt>{t('complaint.resolvedAt')}</dt>
          <dd>{dateTime(complaint.resolved_at)}</dd>
        </>
      )}
    </dl>
  );
}

/** When something will happen even if nobody does anything: a promise to the customer. */
function Deadline({ complaint }: { complaint: Complaint }) {
  const { t } = useI18n();
  const { data: sla } = useQuery<Sla>(url(`/api/sla/${complaint.id}`, {}));
  if (!sla || (sla.state === 'running' && !sla.due_at) || sla.state === 'stopped') {
    return null;
  }
  return (
    <>
      <dt>{t('sla.title')}</dt>
      <dd>
        {sla.state === 'paused' ? (
          t('sla.paused')
        ) : sla.due_at && sla.next ? (
          <>
            {t(`sla.next.${sla.next}`)} <Moment at={sla.due_at} />
          </>
        ) : null}
      </dd>
    </>
  );
}

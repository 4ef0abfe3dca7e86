import { useEffect, useState } from 'react';
import { api } from '../api/http';
import { type Complaint, isActive } from '../api/model';
import { invalidate, useQuery } from '../api/query';
import { Original } from '../complaints/original';
import { Timeline } from '../complaints/timeline';
import { Button } from '../design/button';
import { PriorityMark, StatusChip, useNameOf } from '../design/chips';
import { Confirm } from '../design/dialog';
import { Moment } from '../design/moment';
import { Page } from '../design/page';
import { Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import type { PageProps } from '../routes';
import { navigate, useSearch } from '../routing/location';
import { useUser } from '../session/session';
import { AssignDialog } from './assign-dialog';
import { CaseFacts, CustomerCard, Family } from './case-facts';
import { Composer, type Mode } from './composer';
import { ConflictDialog } from './conflict-dialog';
import { Interactions } from './interactions';
import { useKeys } from './keys';
import { CollisionNotice } from './presence';
import { lastQueue } from './queue';
import { ShortcutsDialog } from './shortcuts-dialog';
import { SlaPanel } from './sla-panel';
import { StatusDialog } from './status-dialog';

/** One complaint, as those work on it who answer it. */
export default function CasePage({ parameters }: PageProps) {
  const { t } = useI18n();
  const { data: complaint, problem, reload } = useQuery<Complaint>(`/api/complaints/${parameters.id}`);
  const back = { to: lastQueue(), label: t('desk.title') };
  if (!complaint) {
    return (
      <Page title={t('complaint.numbered', { id: parameters.id ?? '' })} back={back}>
        {problem ? <Failure problem={problem} onRetry={reload} home="/desk" /> : <Skeleton lines={6} height={24} />}
      </Page>
    );
  }
  return <Case key={complaint.id} complaint={complaint} back={back} />;
}

type Asking = 'assign' | 'status' | 'interaction' | 'help' | 'delete';

function Case({ complaint, back }: { complaint: Complaint; back: { to: string; label: string } }) {
  const { t } = useI18n();
  const nameOf = useNameOf();
  const user = useUser();
  const { parameters, change: changeAddress } = useSearch();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [mode, setMode] = useState<Mode>('reply');
  const [wanted, setWanted] = useState(0);
  const close = () => setAsking(null);
  const write = (what: Mode) => {
    setMode(what);
    setWanted((before) => before + 1);
  };
  const asked = parameters.get('write');
  useEffect(() => {
    if (asked === 'reply') {
      changeAddress({ write: null });
      write('reply');
    }
  }, [asked, changeAddress]);
  useKeys({
    r: () => write('reply'),
    n: () => write('note'),
    a: () => setAsking('assign'),
    s: () => setAsking('status'),
    i: () => setAsking('interaction'),
    u: () => navigate(back.to),
    '?': () => setAsking('help'),
  });
  return (
    <Page
      title={complaint.title}
      back={back}
      lead={
        <span className="row case-lead">
          <StatusChip status={complaint.status} />
          <PriorityMark priority={complaint.priority} />
          <span className="number">{t('complaint.numbered', { id: String(complaint.id) })}</span>
          <span>
            {nameOf(complaint.created_by)}, <Moment at={complaint.created_at} />
          </span>
          {complaint.escalation_level > 0 && isActive(complaint.status) && (
            <span className="chip danger">{t('desk.level', { level: complaint.escalation_level })}</span>
          )}
        </span>
      }
      actions={
        <>
          <Button kind="plain" icon="keyboard" iconOnly className="keys-help" onClick={() => setAsking('help')}>
            {t('desk.keys')}
          </Button>
          {user.role === 'admin' && (
            <Button kind="plain" icon="trash" iconOnly onClick={() => setAsking('delete')}>
              {t('action.delete')}
            </Button>
          )}
        </>
      }
    >
      <CollisionNotice id={complaint.id} />
      <div className="detail case">
        <div className="stack wide">
          <Original complaint={complaint} editable />
          <section aria-labelledby="timeline">
            <h2 id="timeline" className="section-title">
              {t('timeline.title')}
            </h2>
            <Timeline complaint={complaint} />
            <Composer complaint={complaint} mode={mode} onMode={setMode} wanted={wanted} />
          </section>
        </div>
        <aside className="stack wide" aria-label={t('desk.side')}>
          <CaseFacts
            complaint={complaint}
            onAssign={() => setAsking('assign')}
            onStatus={() => setAsking('status')}
          />
          <section className="sheet stack" aria-labelledby="clock">
            <h2 id="clock">{t('sla.title')}</h2>
            <SlaPanel complaint={complaint} />
          </section>
          <Interactions
            complaint={complaint}
            recording={asking === 'interaction'}
            onRecord={(open) => setAsking(open ? 'interaction' : null)}
          />
          <CustomerCard complaint={complaint} />
          <Family complaint={complaint} />
        </aside>
      </div>
      {asking === 'assign' && <AssignDialog about={[complaint]} onClose={close} onDone={() => {}} />}
      {asking === 'status' && <StatusDialog about={[complaint]} onClose={close} onDone={() => {}} />}
      {asking === 'help' && <ShortcutsDialog page="case" onClose={close} />}
      {asking === 'delete' && (
        <Confirm
          title={t('desk.delete.sure', { id: String(complaint.id) })}
          action={t('action.delete')}
          danger
          onClose={close}
          onConfirm={async () => {
            await api.delete(`/api/complaints/${complaint.id}`, { ifMatch: `"${complaint.version}"` });
            invalidate('list:/api/complaints');
            navigate(back.to);
          }}
        >
          <p>{t('desk.delete.text')}</p>
        </Confirm>
      )}
      <ConflictDialog />
    </Page>
  );
}

import { useState } from 'react';
import { api, exchange } from '../api/http';
import type { ServiceType } from '../api/model';
import { useList } from '../api/query';
import { asProblem } from '../api/problem';
import { Button } from '../design/button';
import { Confirm } from '../design/dialog';
import { Menu } from '../design/menu';
import { Page } from '../design/page';
import { describeProblem } from '../design/problem-text';
import { Blank, Failure, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { serviceTypesChanged, ServiceTypeDialog } from './service-type-dialog';

/** What complaints can be about. */
export default function ServiceTypesPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const list = useList<ServiceType>('/api/service-types', 100);
  const [editing, setEditing] = useState<ServiceType | 'new' | null>(null);
  const [deleting, setDeleting] = useState<ServiceType | null>(null);

  const toggle = (type: ServiceType) => {
    const active = !type.active;
    const back = list.amend((items) => items.map((each) => (each.id === type.id ? { ...each, active } : each)));
    api
      .patch(`/api/service-types/${type.id}`, { active })
      .then(() => showToast({ text: t(active ? 'admin.service.activated' : 'admin.service.deactivated', { name: type.name }) }))
      .catch((failure: unknown) => {
        back();
        showToast({ text: describeProblem(asProblem(failure), i18n), kind: 'danger' });
      })
      .finally(serviceTypesChanged);
  };

  const remove = async (type: ServiceType) => {
    const { status } = await exchange('DELETE', `/api/service-types/${type.id}`);
    serviceTypesChanged();
    showToast({ text: t(status === 204 ? 'admin.service.deleted' : 'admin.service.inUse', { name: type.name }) });
  };

  return (
    <Page
      title={t('admin.services.title')}
      lead={t('admin.services.lead')}
      actions={
        <Button kind="primary" icon="add" onClick={() => setEditing('new')}>
          {t('admin.service.add')}
        </Button>
      }
    >
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={list.reload} />
      ) : !list.data ? (
        <Skeleton lines={5} height={40} />
      ) : list.items.length === 0 ? (
        <Blank icon="tag" title={t('admin.services.none')}>
          {t('admin.services.noneText')}
        </Blank>
      ) : (
        <ul className="sheet rows">
          {list.items.map((type) => (
            <li key={type.id} className="service-row">
              <div>
                <b>{type.name}</b> {!type.active && <span className="chip warning">{t('admin.users.inactive')}</span>}
                {type.description && <p className="quiet small">{type.description}</p>}
              </div>
              <Menu
                label={t('admin.service.actions', { name: type.name })}
                icon="more"
                iconOnly
                kind="plain"
                items={[
                  { label: t('action.edit'), icon: 'edit', onSelect: () => setEditing(type) },
                  {
                    label: t(type.active ? 'admin.service.deactivate' : 'admin.service.activate'),
                    icon: type.active ? 'pause' : 'play',
                    onSelect: () => toggle(type),
                  },
                  { label: t('action.delete'), icon: 'trash', danger: true, onSelect: () => setDeleting(type) },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
      {editing && <ServiceTypeDialog {...(editing !== 'new' && { known: editing })} onClose={() => setEditing(null)} />}
      {deleting && (
        <Confirm
          title={t('admin.service.deleteSure', { name: deleting.name })}
          action={t('action.delete')}
          danger
          onConfirm={() => remove(deleting)}
          onClose={() => setDeleting(null)}
        >
          <p>{t('admin.service.deleteText')}</p>
        </Confirm>
      )}
    </Page>
  );
}

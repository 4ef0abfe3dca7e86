import type { Role } from '../api/model';
import type { IconName } from '../design/icon';
import type { Key } from '../i18n/i18n';

export interface Destination {
  to: string;
  label: Key;
  icon: IconName;
}

/** What is in the navigation, for each role in its order. */
export const DESTINATIONS: Record<Role, readonly Destination[]> = {
  user: [
    { to: '/complaints', label: 'nav.complaints', icon: 'inbox' },
    { to: '/complaints/new', label: 'nav.file', icon: 'add' },
    { to: '/profile', label: 'nav.profile', icon: 'person' },
  ],
  agent: [
    { to: '/desk', label: 'nav.desk', icon: 'inbox' },
    { to: '/complaints/new', label: 'nav.file', icon: 'add' },
  ],
  admin: [
    { to: '/dashboard', label: 'nav.dashboard', icon: 'chart' },
    { to: '/desk', label: 'nav.desk', icon: 'inbox' },
    { to: '/users', label: 'admin.users.title', icon: 'people' },
    { to: '/sla-policies', label: 'admin.policies.title', icon: 'clock' },
    { to: '/calendars', label: 'admin.calendars.title', icon: 'calendar' },
    { to: '/service-types', label: 'admin.services.title', icon: 'tag' },
    { to: '/webhooks', label: 'admin.webhooks.title', icon: 'hook' },
    { to: '/audit', label: 'admin.audit.title', icon: 'shield' },
  ],
};

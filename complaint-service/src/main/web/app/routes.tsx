import { type ComponentType, lazy } from 'react';
import type { Role } from './api/model';
import { ForgottenPasswordPage } from './account/forgotten-password';
import { ProfilePage } from './account/profile';
import { ResetPasswordPage } from './account/reset-password';
import { SignInPage } from './account/sign-in';
import { SignUpPage } from './account/sign-up';
import { VerifyEmailPage } from './account/verify-email';
import { ComplaintPage } from './complaints/complaint-page';
import { ComplaintsPage } from './complaints/complaints-page';
import { FilePage } from './complaints/file-page';
import { match, type Parameters } from './routing/match';

export interface PageProps {
  parameters: Parameters;
}

interface Route {
  path: string;
  page: ComponentType<PageProps>;
  /** Who may open it; everybody who is signed in when absent. */
  roles?: readonly Role[];
  /** Needs nobody signed in. */
  open?: boolean;
}

const STAFF = ['agent', 'admin'] as const;
const ADMIN = ['admin'] as const;

/** The pages of staff come when they are opened: customers never load them. */
export const ROUTES: readonly Route[] = [
  { path: '/sign-in', page: SignInPage, open: true },
  { path: '/sign-up', page: SignUpPage, open: true },
  { path: '/forgotten-password', page: ForgottenPasswordPage, open: true },
  { path: '/reset-password', page: ResetPasswordPage, open: true },
  { path: '/verify-email', page: VerifyEmailPage, open: true },

  { path: '/complaints', page: ComplaintsPage, roles: ['user'] },
  { path: '/complaints/new', page: FilePage },
  { path: '/complaints/:id', page: ComplaintPage, roles: ['user'] },
  { path: '/profile', page: ProfilePage },

  { path: '/desk', page: lazy(() => import('./desk/queue-page')), roles: STAFF },
  { path: '/complaints/:id', page: lazy(() => import('./desk/case-page')), roles: STAFF },

  { path: '/dashboard', page: lazy(() => import('./admin/dashboard-page')), roles: ADMIN },
  { path: '/users', page: lazy(() => import('./admin/users-page')), roles: ADMIN },
  { path: '/users/:id', page: lazy(() => import('./admin/user-page')), roles: ADMIN },
  { path: '/sla-policies', page: lazy(() => import('./admin/policies-page')), roles: ADMIN },
  { path: '/calendars', page: lazy(() => import('./admin/calendars-page')), roles: ADMIN },
  { path: '/calendars/edit', page: lazy(() => import('./admin/calendar-page')), roles: ADMIN },
  { path: '/service-types', page: lazy(() => import('./admin/service-types-page')), roles: ADMIN },
  { path: '/webhooks', page: lazy(() => import('./admin/webhooks-page')), roles: ADMIN },
  { path: '/webhooks/:id', page: lazy(() => import('./admin/webhook-page')), roles: ADMIN },
  { path: '/audit', page: lazy(() => import('./admin/audit-page')), roles: ADMIN },
];

/** Where people of a role begin. */
export function homeOf(role: Role): string {
  return role === 'user' ? '/complaints' : role === 'agent' ? '/desk' : '/dashboard';
}

/** The page at a path, for somebody of that role (null: for nobody). */
export function routeOf(path: string, role: Role | null): { route: Route; parameters: Parameters } | null {
  for (const route of ROUTES) {
    const parameters = match(route.path, path);
    const allowed = route.open || (role !== null && (!route.roles || route.roles.includes(role)));
    if (parameters && allowed) {
      return { route, parameters };
    }
  }
  return null;
}

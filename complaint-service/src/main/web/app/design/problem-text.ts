import type { Problem, Violation } from '../api/problem';
import type { I18n, Key } from '../i18n/i18n';
import { phraseOf } from './phrases';

/**
 * What went wrong, in the person's language. The server's own words are English, and said where there are no others.
 *
 * @param violations those that are not told elsewhere
 */
export function describeProblem(problem: Problem, i18n: I18n, violations = problem.violations): string {
  const { t } = i18n;
  const said = wordsOf(problem.detail, violations, i18n);
  switch (problem.status) {
    case 0:
      return t('problem.unreachable');
    case 401:
      return t('problem.unauthorized');
    case 403:
      return t('problem.forbidden');
    case 404:
      return t('problem.notFound');
    case 409:
      return said ?? t('problem.conflict');
    case 412:
      return t('problem.stale');
    case 413:
      return t('problem.tooLarge');
    case 415:
      return t('problem.notAnImage');
    case 429:
      return problem.retryAfterSeconds === null
        ? t('problem.tooMany')
        : t('problem.tooManyFor', { count: problem.retryAfterSeconds });
    case 503:
      return t('problem.unavailable');
    default:
      return problem.status >= 500 ? t('problem.server') : (said ?? t('problem.refused'));
  }
}

function wordsOf(detail: string | null, violations: readonly Violation[], i18n: I18n): string | null {
  if (violations.length > 0) {
    return violations.map((each) => `${nameOf(each.field, i18n)}: ${describeViolation(each, i18n)}`).join(' ');
  }
  return detail === null ? null : inWords(detail, i18n);
}

/** Fields as the forms call them. */
const FIELDS: Partial<Record<string, Key>> = {
  title: 'complaint.title',
  description: 'complaint.description',
  priority: 'complaint.priority',
  category: 'complaint.category',
  service_type_id: 'complaint.serviceType',
  assignee: 'complaint.assignee',
  resolution: 'complaint.resolution',
  username: 'user.username',
  email: 'user.email',
  password: 'user.password',
  phone: 'user.phone',
  address: 'user.address',
};

function nameOf(field: string, { t }: I18n): string {
  const key = FIELDS[field];
  return key ? t(key) : field;
}

export function describeViolation(violation: Violation, i18n: I18n): string {
  return inWords(violation.message, i18n);
}

/** What the server has said, in the person's language if it is known how. */
export function inWords(said: string, { t }: I18n): string {
  const phrase = phraseOf(said);
  return phrase ? t(phrase.key, phrase.values) : said.charAt(0).toUpperCase() + said.slice(1);
}

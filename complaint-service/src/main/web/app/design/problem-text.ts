import type { Problem, Violation } from '../api/problem';
import type { I18n } from '../i18n/i18n';

/** What went wrong, in the person's language. The server's own words are English, and said where they say more. */
export function describeProblem(problem: Problem, { t }: I18n): string {
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
      return problem.detail ?? t('problem.conflict');
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
      return problem.detail ?? (problem.status >= 500 ? t('problem.server') : t('problem.refused'));
  }
}

export function describeViolation(violation: Violation, { t }: I18n): string {
  const message = violation.message;
  if (/taken|exists|in use/i.test(message)) {
    return t('violation.taken');
  }
  if (/must not be (null|blank|empty)|is required/i.test(message)) {
    return t('violation.required');
  }
  if (/e-?mail/i.test(message)) {
    return t('violation.email');
  }
  const length = /between (\d+) and (\d+)/.exec(message);
  if (length) {
    return t('violation.length', { least: Number(length[1]), most: Number(length[2]) });
  }
  if (/common/i.test(message)) {
    return t('violation.commonPassword');
  }
  return message.charAt(0).toUpperCase() + message.slice(1);
}

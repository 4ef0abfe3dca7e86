import type { Complaint } from '../api/model';
import type { I18n } from '../i18n/i18n';
import { changeMany, type Refusal } from './bulk';
import { change } from './changes';
import type { Agent, Change } from './model';

/** Changes one complaint at once, or many together; throws only what concerns all of them. */
export async function apply(
  about: readonly Complaint[],
  wanted: Change,
  i18n: I18n,
  agents: readonly Agent[] = [],
): Promise<Refusal[]> {
  const [one] = about;
  if (one && about.length === 1) {
    await change(one, wanted, i18n, agents);
    return [];
  }
  return changeMany(about, wanted, i18n, agents);
}

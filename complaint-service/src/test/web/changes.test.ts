import '../../main/web/languages/en';
import { inverse, predict } from '../../main/web/app/desk/changes';
import { differences } from '../../main/web/app/desk/differences';
import { NEXT, nextOfAny } from '../../main/web/app/desk/model';
import { STATUSES } from '../../main/web/app/api/model';
import { i18n, setLanguage } from '../../main/web/app/i18n/i18n';
import { complaint } from './samples';
import { equal, test } from './testing';

const dora = { id: 'd', username: 'dora', name: 'Dora Sample' };
const agents = [{ ...dora, role: 'agent' as const, available: true, open_complaints: 3 }];

test('a change shows before the server has answered', () => {
  const seen = complaint({ resolution: 'Earlier.' });
  equal(predict(seen, { status: 'resolved' }), complaint({ status: 'resolved', resolution: 'Earlier.' }));
  equal(predict(seen, { status: 'resolved', resolution: 'Now.' }).resolution, 'Now.');
  equal(predict(seen, { priority: 'critical' }).priority, 'critical');
  equal(predict(seen, { assignee: 'd' }, agents).assigned_to?.name, 'Dora Sample');
  equal(predict(seen, { assignee: null }, agents).assigned_to, null);
});

test('a change is undone by what was there before', () => {
  const before = complaint({ status: 'in_progress', priority: 'low', assigned_to: dora });
  equal(inverse(before, { ...before, status: 'on_hold' }, { status: 'on_hold' }), { status: 'in_progress' });
  equal(inverse(before, { ...before, priority: 'high' }, { priority: 'high' }), { priority: 'low' });
  equal(inverse(before, { ...before, assigned_to: null }, { assignee: null }), { assignee: 'd' });
  equal(inverse(before, before, { assignee: 'd' }), null);
});

test('nothing is undone that the server would refuse', () => {
  const before = complaint({ status: 'on_hold' });
  equal(inverse(before, { ...before, status: 'resolved' }, { status: 'resolved' }), null);
  equal(inverse(before, { ...before, status: 'cancelled' }, { status: 'cancelled' }), null);
});

test('calling for help is not done by undoing', () => {
  const before = complaint({ status: 'escalated' });
  equal(inverse(before, { ...before, status: 'in_progress' }, { status: 'in_progress' }), null);
});

test('somebody who was slower is told every field that is another one now', () => {
  setLanguage('en');
  const seen = complaint({ status: 'in_progress', assigned_to: dora });
  const now = complaint({ status: 'in_progress', priority: 'critical', title: 'Flood', description: 'Worse.' });
  const found = differences(seen, now, i18n(), ({ name }) => name ?? '');
  equal(
    found.map(({ label }) => label),
    ['Priority', 'Assignee', 'Title', 'What happened?'],
  );
  const assignee = found.find(({ label }) => label === 'Assignee');
  equal([assignee?.before, assignee?.after], ['Dora Sample', 'Nobody yet']);
  equal(differences(seen, seen, i18n(), () => ''), []);
});

test('many complaints are offered each status that one of them can take', () => {
  equal(nextOfAny([complaint({ status: 'resolved' }), complaint({ status: 'cancelled' })]), ['in_progress', 'closed']);
  equal(nextOfAny([complaint({ status: 'cancelled' })]), []);
  STATUSES.forEach((status) => equal(NEXT[status].includes(status), false));
});

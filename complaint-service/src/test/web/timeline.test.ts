import { peopleIn, weave } from '../../main/web/app/complaints/timeline';
import { comment, complaint, entry } from './samples';
import { equal, test } from './testing';

test('what was said and what happened is one thread by time', () => {
  const thread = weave(
    [comment({ id: 1, created_at: '2026-11-20T10:00:00Z' }), comment({ id: 2, created_at: '2026-11-20T12:00:00Z' })],
    [entry({ id: 1, happened_at: '2026-11-20T11:00:00Z' }), entry({ id: 2, happened_at: '2026-11-20T09:00:00Z' })],
  );
  equal(thread.map(({ key }) => key), ['h2', 'c1', 'h1', 'c2']);
});

test('nothing is told twice', () => {
  const thread = weave(
    [comment()],
    [
      entry({ id: 1, type: 'complaint.commented' }),
      entry({ id: 2, type: 'transition.refused' }),
      entry({ id: 3, changes: { resolution: { from: null, to: 'Done.' } } }),
      entry({ id: 4, changes: { resolution: { from: null, to: 'Done.' }, title: { from: 'a', to: 'b' } } }),
    ],
  );
  equal(thread.map(({ key }) => key), ['c1', 'h4']);
});

test('everybody near a complaint has a name', () => {
  const people = peopleIn(complaint(), [comment()], [entry({ by: null })]);
  equal([...people.keys()], ['c', 'd']);
});

import { createParser } from '../../main/web/app/api/live';
import { equal, test } from './testing';

function parsed(...chunks: string[]) {
  const events: unknown[] = [];
  const parser = createParser((event) => events.push(event));
  chunks.forEach(parser);
  return events;
}

const STREAM = 'id: 4\nevent: complaint.updated\ndata: {"id":7}\n\n';

test('an event is understood wherever the stream is cut', () => {
  const whole = parsed(STREAM);
  equal(whole, [{ id: '4', name: 'complaint.updated', data: '{"id":7}' }]);
  for (let cut = 1; cut < STREAM.length; cut++) {
    equal(parsed(STREAM.slice(0, cut), STREAM.slice(cut)), whole);
  }
});

test('lines may end with carriage returns, also when they come in two pieces', () => {
  equal(parsed('data: a\r', '\ndata: b\r\n\r\n'), [{ id: null, name: 'message', data: 'a\nb' }]);
});

test('comments that keep the connection open are no events', () => {
  equal(parsed(': here\n\n:\n\n'), []);
});

test('the id lasts until the next one', () => {
  equal(
    parsed('id: 4\ndata: a\n\n', 'data: b\n\n').map((event) => (event as { id: string }).id),
    ['4', '4'],
  );
});

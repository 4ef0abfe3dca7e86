import { url } from '../../main/web/app/api/http';
import { join } from '../../main/web/app/api/query';
import { equal, test } from './testing';

test('a page is put behind those before it, and its cursor leads on', () => {
  const all = join({ items: [{ id: 3 }, { id: 2 }], next: 'a' }, { items: [{ id: 1 }], next: 'b' });
  equal(all, { items: [{ id: 3 }, { id: 2 }, { id: 1 }], next: 'b' });
});

test('what has moved from one page to the next is there once, where it was first', () => {
  const all = join(
    { items: [{ id: 3, at: 'old' }, { id: 2, at: 'old' }], next: 'a' },
    { items: [{ id: 2, at: 'new' }, { id: 1, at: 'new' }], next: null },
  );
  equal(all, { items: [{ id: 3, at: 'old' }, { id: 2, at: 'old' }, { id: 1, at: 'new' }], next: null });
});

test('a page of nothing new still moves the cursor', () => {
  equal(join({ items: [{ id: 1 }], next: 'a' }, { items: [{ id: 1 }], next: 'b' }).next, 'b');
});

test('an address leaves out what is not there and repeats what is there more than once', () => {
  equal(
    url('/api/complaints', { status: ['open', 'on_hold'], search: '', priority: null, limit: 50, search_more: 'a & b' }),
    '/api/complaints?status=open&status=on_hold&limit=50&search_more=a+%26+b',
  );
  equal(url('/api/complaints', { search: undefined }), '/api/complaints');
});

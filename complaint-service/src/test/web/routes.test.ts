import { match } from '../../main/web/app/routing/match';
import { equal, test } from './testing';

test('a path is taken apart as its pattern says', () => {
  equal(match('/complaints/:id', '/complaints/17'), { id: '17' });
  equal(match('/complaints/:id', '/complaints/17/'), { id: '17' });
  equal(match('/users/:id', '/users/a%20b'), { id: 'a b' });
  equal(match('/users/:id', '/users/%'), { id: '%' });
});

test('another path is another page', () => {
  equal(match('/complaints/:id', '/complaints'), null);
  equal(match('/complaints/new', '/complaints/17'), null);
  equal(match('/', '/complaints'), null);
});

import { placeOf } from '../../main/web/app/desk/active';
import { equal, test } from './testing';

const rows = (...ids: number[]) => ids.map((id) => ({ id }));

test('the first row is active until somebody chooses another', () => {
  equal(placeOf({ id: null, at: 0 }, rows(9, 8, 7)), 0);
});

test('a row stays active wherever the others move it', () => {
  equal(placeOf({ id: 8, at: 1 }, rows(8, 9, 7)), 0);
  equal(placeOf({ id: 8, at: 1 }, rows(5, 6, 7, 8)), 3);
});

test('its neighbour is active when it has gone', () => {
  equal(placeOf({ id: 8, at: 1 }, rows(9, 7, 6)), 1);
  equal(placeOf({ id: 8, at: 2 }, rows(9, 7)), 1);
  equal(placeOf({ id: 8, at: 2 }, rows()), 0);
});

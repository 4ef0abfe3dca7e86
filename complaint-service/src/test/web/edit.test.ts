import { changedWords } from '../../main/web/app/complaints/edit-dialog';
import { complaint } from './samples';
import { equal, test } from './testing';

test('only words that are others than they were are sent, or told of', () => {
  const before = complaint({ title: 'One', description: 'Two' });
  equal(changedWords(before, complaint({ title: 'One', description: 'Two', status: 'on_hold', version: 9 })), {});
  equal(changedWords(before, complaint({ title: 'One', description: 'Three' })), { description: 'Three' });
});

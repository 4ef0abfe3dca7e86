import '../../main/web/languages/de';
import '../../main/web/languages/en';
import { Problem } from '../../main/web/app/api/problem';
import { describeProblem, describeViolation, inWords } from '../../main/web/app/design/problem-text';
import { i18n, setLanguage } from '../../main/web/app/i18n/i18n';
import { equal, test } from './testing';

const refused = (status: number, detail: string) => describeProblem(new Problem(status, { detail }), i18n());
const violation = (message: string) => describeViolation({ field: 'any', message }, i18n());

test('a refusal is told in the language of the console', () => {
  setLanguage('de');
  equal(refused(409, 'complaint 7 is closed and cannot become on_hold'), 'Mit dem Status von jetzt geht das nicht.');
  equal(refused(409, 'there is a service type named Water already'), 'Diesen Namen gibt es schon.');
  equal(refused(409, 'complaint 7 has 3 images; 3 are the most'), 'Es sind schon so viele Bilder, wie es sein dürfen.');
  equal(refused(422, 'an image may have at most 50000000 pixels, this one has 9000 x 9000'), 'Ein Bild darf 50 Megapixel haben.');
});

test('a flaw of a field is told in the language of the console', () => {
  setLanguage('de');
  equal(violation('size must be between 3 and 200'), 'Von 3 bis 200 Zeichen.');
  equal(violation('size must be between 0 and 1000'), 'Höchstens 1.000 Zeichen.');
  equal(violation('must not be the username or the e-mail address'), 'Das Passwort muss ein anderes sein als Benutzername und E-Mail.');
  equal(violation('must be a well-formed email address'), 'Das ist keine E-Mail-Adresse.');
  equal(violation('is not the present password'), 'Das ist nicht Ihr Passwort.');
});

test('a flaw that no form shows is told with the name of its field', () => {
  setLanguage('en');
  const problem = new Problem(400, { violations: [{ field: 'title', message: 'must not be null' }] });
  equal(describeProblem(problem, i18n()), 'Title: This is needed.');
  equal(describeProblem(problem, i18n(), []), 'The server does not accept this.');
});

test('words that nobody has thought of are said as the server says them', () => {
  setLanguage('de');
  equal(refused(409, 'the moon is full'), 'The moon is full');
  equal(violation('must be blue'), 'Must be blue');
});

test('what is wrong on the other side says nothing of its inside', () => {
  setLanguage('en');
  equal(refused(500, 'the request failed for a reason that was logged'), 'Something is wrong on our side. Try again in a moment.');
  equal(refused(503, 'a dependency is not available at the moment; try again shortly').includes('dependency'), false);
});

test('somebody who was too quick is told how long to wait', () => {
  setLanguage('en');
  const waiting = describeProblem(new Problem(429, {}, '30'), i18n());
  equal(waiting.includes('30'), true);
  equal(new Problem(429, {}, '30').isPassing, true);
});

test('why a delivery did not arrive is told in the language of the console', () => {
  setLanguage('de');
  equal(inWords('there is no connection to the target', i18n()), 'es gibt keine Verbindung zur Gegenstelle');
  equal(inWords('the target answered 1502', i18n()).includes('1502'), true);
});

import type { Key, Values } from '../i18n/i18n';

/**
 * What the services say in English when they refuse something, as texts of the console: all that people meet who use it.
 * Whatever is not here is said as the server says it.
 */
const PHRASES: readonly [RegExp, Key][] = [
  // About a field.
  [/^is taken$/, 'violation.taken'],
  [/^must not be (null|blank|empty)$|^is (required|missing)/, 'violation.required'],
  [/well-formed email/, 'violation.email'],
  [/^size must be between 0 and (?<most>\d+)$/, 'violation.atMost'],
  [/^must have at most (?<most>\d+) characters$/, 'violation.atMost'],
  [/between (?<least>\d+) and (?<most>\d+)$/, 'violation.length'],
  [/most common passwords$/, 'violation.commonPassword'],
  [/^must not be the username or the e-mail/, 'violation.nameAsPassword'],
  [/^is not the present password$/, 'violation.wrongPassword'],
  [/^is of no link that works/, 'violation.deadLink'],
  [/^must be a phone number/, 'violation.phone'],
  [/A-Z a-z 0-9 \. _ -$/, 'violation.username'],
  [/^must be 1 to 50 characters, without slashes/, 'violation.calendarName'],
  [/time zone database$/, 'violation.timeZone'],
  [/shifts|HH:mm/, 'violation.shifts'],
  [/^must be a date|^must be an RFC 3339 timestamp/, 'violation.date'],
  [/^must be before to$/, 'violation.order'],
  [/^has no all-day events$/, 'violation.noHolidays'],
  [/^is no iCalendar file|^line \d+: |^must be in UTF-8$/, 'violation.noCalendarFile'],
  [/PT1S to P365D|^must not be longer than P365D$|ISO-8601 duration/, 'violation.duration'],
  [/^must be an http or https URL/, 'violation.url'],
  [/^leads to an address that is not of the public/, 'violation.privateTarget'],
  [/^there is no such active (agent|user)/, 'violation.noSuchPerson'],
  [/^there is no such (active service type|calendar)$|deleted in this moment$/, 'violation.gone'],
  [/^must be (a whole number|greater than|less than)/, 'violation.number'],
  [/NUL character|lone surrogate/, 'violation.characters'],

  // About the state of things.
  [/ cannot (become|be assigned)/, 'refusal.notFromHere'],
  [/ can be edited while it is /, 'refusal.tooLate'],
  [/^a complaint has at most \d+ images$| images; \d+ are the most$/, 'refusal.enoughPictures'],
  [/^an image may have at most \d+ pixels/, 'refusal.tooManyPixels'],
  [/^no agent is available/, 'refusal.nobodyAvailable'],
  [/^this is the last active admin/, 'refusal.lastAdmin'],
  [/^there is a .+ (of that name|named .+) already$/, 'refusal.nameTaken'],
  [/^a policy names this calendar/, 'refusal.calendarInUse'],
  [/^what it said has been erased$/, 'refusal.erased'],

  // Why a delivery did not arrive.
  [/^the target answered (?<status>\d+)$/, 'admin.deliveries.answer'],
  [/^the name of the host cannot be resolved$/, 'delivery.noHost'],
  [/^the target did not answer in time$/, 'delivery.late'],
  [/^there is no trustworthy TLS/, 'delivery.noTls'],
  [/^there is no connection to the target$/, 'delivery.noConnection'],
];

/** The text that says the same as the server's words; null if there is none. */
export function phraseOf(words: string): { key: Key; values: Values } | null {
  for (const [pattern, key] of PHRASES) {
    const found = pattern.exec(words);
    if (found) {
      return { key, values: Object.fromEntries(Object.entries(found.groups ?? {}).map(valueOf)) };
    }
  }
  return null;
}

/** Numbers are written as the language writes them, but for a status, which is a name. */
function valueOf([name, text]: [string, string]): [string, string | number] {
  return [name, name === 'status' ? text : Number(text)];
}

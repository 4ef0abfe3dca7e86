import type { I18n } from '../i18n/i18n';

/** Durations as the API writes them (PT4H), as numbers of seconds, and as people say them. */

export const DURATION_UNITS = ['second', 'minute', 'hour', 'day'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const SECONDS: Record<DurationUnit, number> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** 0 for what is no duration in days or less. */
export function secondsOf(iso: string): number {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = ISO.exec(iso) ?? [];
  return Number(days) * SECONDS.day + Number(hours) * SECONDS.hour + Number(minutes) * SECONDS.minute + Number(seconds);
}

export function isoOf(amount: number, unit: DurationUnit): string {
  return unit === 'day' ? `P${amount}D` : `PT${amount}${unit.charAt(0).toUpperCase()}`;
}

/** In the greatest unit of which it is a whole number. */
export function split(seconds: number): { amount: number; unit: DurationUnit } {
  const units = [...DURATION_UNITS].reverse();
  const unit = seconds === 0 ? 'minute' : (units.find((each) => seconds % SECONDS[each] === 0) ?? 'second');
  return { amount: seconds / SECONDS[unit], unit };
}

/** For instance 1 hour, 30 minutes: the two greatest units that it has. */
export function spoken(seconds: number, { number, locale }: I18n): string {
  const parts: string[] = [];
  let left = Math.round(seconds);
  for (const unit of [...DURATION_UNITS].reverse()) {
    const amount = Math.floor(left / SECONDS[unit]);
    if (amount > 0 && parts.length < 2) {
      parts.push(number(amount, { style: 'unit', unit, unitDisplay: 'long' }));
      left -= amount * SECONDS[unit];
    } else if (parts.length > 0) {
      break;
    }
  }
  return parts.length === 0
    ? number(0, { style: 'unit', unit: 'second', unitDisplay: 'long' })
    : new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(parts);
}

/** For instance 3.9 hr: in one unit, for drawings and tables. */
export function brief(seconds: number, { number }: I18n): string {
  const unit = [...DURATION_UNITS].reverse().find((each) => seconds >= SECONDS[each]) ?? 'second';
  const amount = seconds / SECONDS[unit];
  return number(amount, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: amount < 10 ? 1 : 0 });
}

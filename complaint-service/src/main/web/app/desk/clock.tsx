import { useSyncExternalStore } from 'react';
import type { Sla } from '../api/model';
import { createStore } from '../api/store';
import { useNow } from '../design/moment';
import { Icon, type IconName } from '../design/icon';
import { type I18n, useI18n } from '../i18n/i18n';

const second = createStore(Date.now());
let watchers = 0;
let timer = 0;

function subscribe(listener: () => void): () => void {
  const leave = second.subscribe(listener);
  if (watchers++ === 0) {
    second.set(Date.now());
    timer = window.setInterval(() => second.set(Date.now()), 1_000);
  }
  return () => {
    leave();
    if (--watchers === 0) {
      clearInterval(timer);
    }
  };
}

/** Now, by the second, with one timer for all. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, second.get);
}

export type Urgency = 'calm' | 'soon' | 'late';

const RED_MILLIS = 5 * 60_000;

/** Amber in the last quarter of the time, red in its last tenth or last minutes, and when it is over. */
export function urgencyOf(sla: Sla, now: number): Urgency {
  if (sla.state !== 'running' || sla.due_at === null || sla.next !== 'escalate') {
    return 'calm';
  }
  const due = Date.parse(sla.due_at);
  const left = due - now;
  const whole = Math.max(due - Date.parse(sla.started_at), 1);
  if (left <= RED_MILLIS || left / whole <= 0.1) {
    return 'late';
  }
  return left / whole <= 0.25 ? 'soon' : 'calm';
}

/** For instance 2 d 4 h, 3 h 05 min, 12 min 09 s. */
export function formatSpan(millis: number, { number }: I18n): string {
  const seconds = Math.max(0, Math.round(Math.abs(millis) / 1000));
  const unit = (value: number, name: 'day' | 'hour' | 'minute' | 'second') =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'narrow' });
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (days > 0) {
    return `${unit(days, 'day')} ${unit(hours, 'hour')}`;
  }
  if (hours > 0) {
    return `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`;
  }
  return minutes >= 10 ? unit(minutes, 'minute') : `${unit(minutes, 'minute')} ${unit(rest, 'second')}`;
}

/** How long ago, as short as a column wants it; exactly on demand. */
export function Age({ at }: { at: string }) {
  const { number, dateTime } = useI18n();
  const minutes = Math.max(0, Math.floor((useNow() - Date.parse(at)) / 60_000));
  const [value, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 1_440 ? [minutes / 60, 'hour'] : [minutes / 1_440, 'day'];
  return (
    <time dateTime={at} title={dateTime(at)} className="number">
      {number(Math.floor(value), { style: 'unit', unit, unitDisplay: 'narrow' })}
    </time>
  );
}

const SIGNS: Record<Urgency, IconName> = { calm: 'clock', soon: 'clock', late: 'alert' };

/** How long until a complaint escalates by itself; says it by colour, sign and words. */
export function Countdown({ sla }: { sla: Sla | null | undefined }) {
  const i18n = useI18n();
  const { t, dateTime } = i18n;
  const now = useSecond();
  if (!sla || sla.state === 'stopped' || (sla.state === 'running' && sla.due_at === null)) {
    return <span className="quiet">{sla ? '–' : ''}</span>;
  }
  if (sla.state === 'paused') {
    return (
      <span className="countdown">
        <Icon name="pause" />
        {t('desk.sla.paused')}
      </span>
    );
  }
  const left = Date.parse(sla.due_at ?? '') - now;
  const urgency = urgencyOf(sla, now);
  const span = formatSpan(left, i18n);
  const what = sla.next === null ? '' : t(`desk.sla.next.${sla.next}`);
  return (
    <span className={`countdown ${urgency}`} title={`${what} ${dateTime(sla.due_at ?? '')}`}>
      <Icon name={sla.next === 'auto_resolve' ? 'check' : SIGNS[urgency]} />
      <span className="number">{left < 0 ? t('desk.sla.over', { span }) : span}</span>
    </span>
  );
}

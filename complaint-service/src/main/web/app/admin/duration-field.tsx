import { useId } from 'react';
import { Checkbox, FieldError } from '../design/field';
import { type Key, useI18n } from '../i18n/i18n';
import { DURATION_UNITS, type DurationUnit, isoOf, secondsOf, split } from './durations';

/** A duration as it is being typed, or that there is none. */
export interface Span {
  on: boolean;
  amount: string;
  unit: DurationUnit;
}

const LONGEST_SECONDS = 365 * 86_400;

/** @param usual what is offered when a timer that was off is switched on */
export function spanOf(iso: string | null, usual: string): Span {
  const { amount, unit } = split(secondsOf(iso ?? usual));
  return { on: iso !== null, amount: String(amount), unit };
}

export function isoOfSpan({ on, amount, unit }: Span): string | null {
  return on ? isoOf(Number(amount), unit) : null;
}

/** What is wrong with it, as a text's key; undefined if nothing is. */
export function flawOf({ on, amount, unit }: Span, zeroAllowed = false): Key | undefined {
  if (!on) {
    return undefined;
  }
  const whole = /^\d{1,9}$/.test(amount.trim());
  const seconds = whole ? secondsOf(isoOf(Number(amount), unit)) : -1;
  return seconds >= (zeroAllowed ? 0 : 1) && seconds <= LONGEST_SECONDS ? undefined : 'admin.duration.wrong';
}

interface DurationFieldProps {
  label: string;
  hint?: string;
  name: string;
  value: Span;
  onChange: (span: Span) => void;
  error?: string | undefined;
  /** It is a time within which something is to be done, not one after which something happens. */
  within?: boolean;
  /** It cannot be switched off. */
  always?: boolean;
}

/** So many minutes, hours or days; or not at all. */
export function DurationField({ label, hint, name, value, onChange, error, within, always }: DurationFieldProps) {
  const { t } = useI18n();
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className="field duration" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className="label">{label}</legend>
      <div className="duration-row">
        {!always && (
          <Checkbox
            label={t(!value.on ? 'admin.duration.off' : within ? 'admin.duration.within' : 'admin.duration.after')}
            checked={value.on}
            aria-label={t('admin.duration.use', { label })}
            onToggle={(on) => onChange({ ...value, on })}
          />
        )}
        {(value.on || always) && (
          <>
            <input
              className="input number"
              type="number"
              inputMode="numeric"
              min={0}
              name={name}
              aria-label={t('admin.duration.amount', { label })}
              aria-describedby={described || undefined}
              aria-invalid={error ? true : undefined}
              value={value.amount}
              onChange={(event) => onChange({ ...value, amount: event.target.value })}
            />
            <select
              className="input"
              aria-label={t('admin.duration.unit', { label })}
              value={value.unit}
              onChange={(event) => onChange({ ...value, unit: event.target.value as DurationUnit })}
            >
              {DURATION_UNITS.map((unit) => (
                <option key={unit} value={unit}>
                  {t(`admin.duration.${unit}`)}
                </option>
              ))}
            </select>
          </>
        )}
      </div>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

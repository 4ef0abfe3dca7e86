import {
  forwardRef,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from 'react';
import { useI18n } from '../i18n/i18n';
import { Button } from './button';
import { Icon } from './icon';

interface FieldProps {
  label: ReactNode;
  /** The label is for screen readers alone: what stands around the field says it to all others. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

function Field({ label, hideLabel, hint, error, children }: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="error" id={id}>
      {children}
    </p>
  );
}

type TextFieldProps = FieldProps & InputHTMLAttributes<HTMLInputElement>;

export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, hint, error, ...input },
  ref,
) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input className="input" type="text" ref={ref} {...wiring} {...input} />}
    </Field>
  );
});

export const TextArea = forwardRef<HTMLTextAreaElement, FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>>(
  function TextArea({ label, hint, error, ...input }, ref) {
    return (
      <Field label={label} hint={hint} error={error}>
        {(wiring) => <textarea className="input" ref={ref} {...wiring} {...input} />}
      </Field>
    );
  },
);

export interface Option<T extends string> {
  value: T;
  label: string;
}

type SelectFieldProps<T extends string> = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
    value: T;
    options: readonly Option<T>[];
    onChoose: (value: T) => void;
  };

export function SelectField<T extends string>({
  label,
  hideLabel,
  hint,
  error,
  value,
  options,
  onChoose,
  ...select
}: SelectFieldProps<T>) {
  return (
    <Field label={label} {...(hideLabel && { hideLabel })} hint={hint} error={error}>
      {(wiring) => (
        <select
          className="input"
          value={value}
          onChange={(event) => onChoose(event.target.value as T)}
          {...wiring}
          {...select}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A password, shown on request. */
export function PasswordField({ label, hint, error, ...input }: TextFieldProps) {
  const { t } = useI18n();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="input-group">
          <input className="input" type={shown ? 'text' : 'password'} {...wiring} {...input} />
          <Button kind="plain" icon="eye" iconOnly aria-pressed={shown} onClick={() => setShown(!shown)}>
            {t('password.show')}
          </Button>
        </div>
      )}
    </Field>
  );
}

interface SearchFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/** A search without a button, whose label is for screen readers; what it finds appears while one types. */
export const SearchField = forwardRef<HTMLInputElement, SearchFieldProps>(function SearchField(
  { label, value, onSearch, ...input },
  ref,
) {
  return (
    <div className="input-group leading">
      <Icon name="search" />
      <input
        ref={ref}
        className="input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onSearch(event.target.value)}
        {...input}
      />
    </div>
  );
});

interface SegmentsProps<T extends string> {
  legend: string;
  name: string;
  value: T | null;
  options: readonly (Option<T> & { adornment?: ReactNode })[];
  onChoose: (value: T) => void;
  small?: boolean;
  hint?: ReactNode;
  hideLegend?: boolean;
}

/** One of a few, all in sight. */
export function Segments<T extends string>({
  legend,
  name,
  value,
  options,
  onChoose,
  small,
  hint,
  hideLegend,
}: SegmentsProps<T>) {
  return (
    <fieldset className="field">
      <legend className={hideLegend ? 'visually-hidden' : 'label'}>{legend}</legend>
      <div className={small ? 'segments small' : 'segments'}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            {option.adornment}
            {option.label}
          </label>
        ))}
      </div>
      {hint && <p className="hint">{hint}</p>}
    </fieldset>
  );
}

interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: ReactNode;
  onToggle: (checked: boolean) => void;
}

export function Checkbox({ label, onToggle, ...input }: CheckboxProps) {
  return (
    <label className="checkbox">
      <input type="checkbox" onChange={(event) => onToggle(event.target.checked)} {...input} />
      <span>{label}</span>
    </label>
  );
}

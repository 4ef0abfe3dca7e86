import { type FormEvent, useRef, useState } from 'react';
import { asProblem, type Problem, type Violation } from '../api/problem';
import { useI18n } from '../i18n/i18n';
import { describeProblem, describeViolation } from './problem-text';

export type Errors<T> = Partial<Record<keyof T & string, string>>;

export interface Form<T> {
  values: T;
  set: <K extends keyof T>(name: K, value: T[K]) => void;
  setAll: (values: T) => void;
  errors: Errors<T>;
  /** What concerns no field of this form. */
  failure: string | null;
  busy: boolean;
  submit: (event?: FormEvent) => void;
  /** What a text input needs. */
  bind: (name: keyof T & string) => {
    name: string;
    value: string;
    error: string | undefined;
    onChange: (event: { target: { value: string } }) => void;
  };
}

interface FormOptions<T> {
  initial: T;
  /** What is wrong before the server is asked; nothing if all is well. */
  check?: (values: T) => Errors<T>;
  send: (values: T) => Promise<void>;
  /** Says in other words what the server refused; null for the usual ones. */
  explain?: (problem: Problem) => string | null;
}

/** A form whose fields are named as the API names them, so that its violations find the fields they are about. */
export function useForm<T extends object>({ initial, check, send, explain }: FormOptions<T>): Form<T> {
  const i18n = useI18n();
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<T>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);

  const set: Form<T>['set'] = (name, value) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => ({ ...before, [name]: undefined }));
  };

  const show = (found: Errors<T>, form: HTMLFormElement | null) => {
    setErrors(found);
    const first = Object.keys(found).find((name) => found[name as keyof T & string]);
    // After the errors are there, so that a screen reader says them with the field.
    setTimeout(() => (form?.elements.namedItem(first ?? '') as HTMLElement | null)?.focus?.());
  };

  const refuse = (thrown: unknown, form: HTMLFormElement | null) => {
    const problem = asProblem(thrown);
    const own: Errors<T> = {};
    const others: Violation[] = [];
    for (const violation of problem.violations) {
      if (violation.field in values) {
        own[violation.field as keyof T & string] ??= describeViolation(violation, i18n);
      } else {
        others.push(violation);
      }
    }
    const allFound = Object.keys(own).length > 0 && others.length === 0;
    show(own, form);
    setFailure(explain?.(problem) ?? (allFound ? null : describeProblem(problem, i18n, others)));
  };

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (running.current) {
      return;
    }
    const form = event?.currentTarget instanceof HTMLFormElement ? event.currentTarget : null;
    const found = check?.(values) ?? {};
    setFailure(null);
    if (Object.values(found).some(Boolean)) {
      show(found, form);
      return;
    }
    running.current = true;
    setBusy(true);
    setErrors({});
    send(values)
      .catch((thrown: unknown) => refuse(thrown, form))
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  };

  return {
    values,
    set,
    setAll: setValues,
    errors,
    failure,
    busy,
    submit,
    bind: (name) => ({
      name,
      value: String(values[name] ?? ''),
      error: errors[name],
      onChange: (event) => set(name, event.target.value as T[typeof name]),
    }),
  };
}

import { useRef, useState } from 'react';
import { api } from '../api/http';
import { CATEGORIES, PRIORITIES, type Suggestion } from '../api/model';
import { asProblem } from '../api/problem';
import { Button } from '../design/button';
import { PriorityMark } from '../design/chips';
import { Segments } from '../design/field';
import { describeProblem } from '../design/problem-text';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';
import type { Filing } from './filing';

interface SuggestionPartProps {
  filing: Filing;
  change: (changes: Partial<Filing>) => void;
}

/** Category and priority: chosen by hand, or suggested by the classifier, which says how sure it is. */
export function SuggestionPart({ filing, change }: SuggestionPartProps) {
  const i18n = useI18n();
  const { t, percent } = i18n;
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(0);
  const { suggestion } = filing;

  const suggest = () => {
    const mine = ++latest.current;
    setAsking(true);
    setFailure(null);
    api
      .post<Suggestion>('/api/classify', {
        description: filing.description.trim(),
        ...(filing.title.trim() !== '' && { title: filing.title.trim() }),
      })
      .then((found) => {
        if (mine === latest.current) {
          change({ suggestion: found, category: found.suggested_category, priority: found.suggested_priority });
        }
      })
      .catch((thrown: unknown) => setFailure(describeProblem(asProblem(thrown), i18n)))
      .finally(() => setAsking(false));
  };

  const hintOf = (chosen: string | null, suggested: string | undefined, confidence: number | undefined) =>
    suggested === undefined || confidence === undefined
      ? undefined
      : chosen === suggested
        ? t('suggest.confidence', { percent: percent(confidence) })
        : t('suggest.overridden');

  return (
    <>
      <div className="row apart">
        <div>
          <h2>{t('suggest.title')}</h2>
          <p className="quiet">{t('suggest.text')}</p>
          <div role="status">
            {suggestion && (
              <p className="suggestion">
                <span className="chip accent">{t(`source.${suggestion.source}`)}</span>{' '}
                {t('suggest.result', {
                  category: t(`category.${suggestion.suggested_category}`),
                  priority: t(`priority.${suggestion.suggested_priority}`),
                })}
              </p>
            )}
          </div>
        </div>
        <Button icon="sparkle" busy={asking} disabled={filing.description.trim() === ''} onClick={suggest}>
          {t('suggest.ask')}
        </Button>
      </div>
      {failure && <Notice kind="danger">{failure}</Notice>}
      <Segments
        legend={t('complaint.category')}
        name="category"
        value={filing.category}
        options={CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
        onChoose={(category) => change({ category })}
        hint={hintOf(filing.category, suggestion?.suggested_category, suggestion?.confidence.category)}
      />
      <Segments
        legend={t('complaint.priority')}
        name="priority"
        value={filing.priority}
        options={PRIORITIES.map((value) => ({
          value,
          label: t(`priority.${value}`),
          adornment: <PriorityMark priority={value} look="bare" />,
        }))}
        onChoose={(priority) => change({ priority })}
        hint={hintOf(filing.priority, suggestion?.suggested_priority, suggestion?.confidence.priority)}
      />
    </>
  );
}

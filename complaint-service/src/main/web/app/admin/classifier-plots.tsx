import { useQuery } from '../api/query';
import { useI18n } from '../i18n/i18n';
import { Bars } from './bars';
import { SOURCES, type Usage } from './model';
import { Plot } from './plot';

const LABELS = ['category', 'priority'] as const;

/** What classifying costs today, and how often people agree with it. */
export function ClassifierPlots() {
  const { t, number, percent } = useI18n();
  const { data, problem, reload } = useQuery<Usage>('/api/classify/usage');
  const common = { problem, onRetry: reload, readable: true };
  const pairs = SOURCES.flatMap((source) => LABELS.map((label) => ({ source, label })));
  const nobodyChose = data && pairs.every(({ source, label }) => data.agreement[source][label].chosen === 0);
  const budget = data && [
    { key: 'requests' as const, name: t('admin.budget.requests') },
    { key: 'tokens' as const, name: t('admin.budget.tokens') },
  ];
  return (
    <>
      <Plot
        title={t('admin.agreement.title')}
        note={t('admin.agreement.note')}
        {...common}
        empty={nobodyChose ? t('admin.agreement.empty') : null}
        figures={
          data
            ? {
                columns: [
                  t('admin.column.suggested'),
                  t('admin.agreement.chosen'),
                  t('admin.agreement.agreed'),
                  t('admin.column.share'),
                ],
                rows: pairs.map(({ source, label }) => {
                  const { chosen, agreed, share } = data.agreement[source][label];
                  const name = `${t(`source.${source}`)}, ${t(`complaint.${label}`)}`;
                  return [name, number(chosen), number(agreed), share === null ? '–' : percent(share)];
                }),
              }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={1}
              bars={pairs.map(({ source, label }) => {
                const { chosen, agreed, share } = data.agreement[source][label];
                return {
                  key: `${source}-${label}`,
                  label: `${t(`source.${source}`)}, ${t(`complaint.${label}`)}`,
                  value: share ?? 0,
                  text:
                    share === null
                      ? t('admin.agreement.none')
                      : t('admin.agreement.of', { percent: percent(share), agreed, chosen }),
                };
              })}
            />
          )
        }
      </Plot>
      <Plot
        title={t('admin.requests.title')}
        note={t('admin.requests.note')}
        {...common}
        figures={
          data
            ? {
                columns: [t('admin.column.source'), t('admin.requests.texts'), t('admin.budget.tokens')],
                rows: [
                  ...SOURCES.map((source) => [
                    t(`source.${source}`),
                    number(data.requests[source]),
                    number(data.tokens[source]),
                  ]),
                  [t('admin.requests.cached'), number(data.cache_hits), number(0)],
                ],
              }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              bars={[
                ...SOURCES.map((source) => ({
                  key: source,
                  label: t(`source.${source}`),
                  value: data.requests[source],
                })),
                { key: 'cached', label: t('admin.requests.cached'), value: data.cache_hits, look: 'look-closed' },
              ]}
            />
          )
        }
      </Plot>
      <Plot
        title={t('admin.budget.title')}
        note={t('admin.budget.note')}
        {...common}
        figures={
          data && budget
            ? {
                columns: [t('admin.column.budget'), t('admin.budget.used'), t('admin.budget.left'), t('admin.budget.all')],
                rows: budget.map(({ key, name }) => [
                  name,
                  number(data.budget[key] - data.budget_left[key]),
                  number(data.budget_left[key]),
                  number(data.budget[key]),
                ]),
              }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={1}
              bars={(budget ?? []).map(({ key, name }) => {
                const used = data.budget[key] - data.budget_left[key];
                const share = data.budget[key] === 0 ? 1 : used / data.budget[key];
                return {
                  key,
                  label: name,
                  value: share,
                  text: t('admin.budget.of', { used: number(used), all: number(data.budget[key]) }),
                  ...(share > 0.8 && { look: 'look-high' }),
                };
              })}
            />
          )
        }
      </Plot>
    </>
  );
}

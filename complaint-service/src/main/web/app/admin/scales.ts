/** Pure arithmetic of the plots. */

/** Whole numbers from 0 up to the first that is not below the greatest value, about `count` of them. */
export function ticks(greatest: number, count = 4): number[] {
  const rough = Math.max(1, greatest / count);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((each) => each >= rough) ?? rough;
  const last = Math.max(1, Math.ceil(greatest / step));
  return Array.from({ length: last + 1 }, (_, index) => index * step);
}

const SPANS = [1, 10, 60, 600, 3_600, 14_400, 86_400, 259_200, 604_800, 2_592_000, 31_536_000];

/** The spans of time, in seconds, between which the values lie; one below the least and one above the greatest. */
export function spans(values: readonly number[]): number[] {
  const least = Math.max(1, Math.min(...values));
  const greatest = Math.max(1, ...values);
  const from = SPANS.findLastIndex((span) => span <= least);
  const to = SPANS.findIndex((span) => span >= greatest);
  const until = to === -1 ? SPANS.length - 1 : to;
  return SPANS.slice(Math.max(0, Math.min(from, until - 1)), Math.max(until, from + 1) + 1);
}

/** Where a value stands between the first and the last tick, 0 to 1, each tenfold as long as the next. */
export function logarithmic(value: number, domain: readonly number[]): number {
  const first = Math.log(domain[0] ?? 1);
  const last = Math.log(domain.at(-1) ?? 1);
  return last === first ? 0 : Math.min(1, Math.max(0, (Math.log(Math.max(1, value)) - first) / (last - first)));
}

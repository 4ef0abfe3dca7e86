import { useNarrow } from '../design/use-narrow';

/** Of a complaint in a list, in pixels; as in complaints.css. */
export function useRowHeight(): number {
  return useNarrow() ? 128 : 88;
}

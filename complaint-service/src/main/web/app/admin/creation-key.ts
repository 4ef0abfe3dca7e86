import { useCallback, useRef } from 'react';
import { newKey } from '../api/http';

/**
 * The key under which something is created: the same for the same wish, so that sending it again after an answer got
 * lost makes nothing twice; another one for another wish.
 */
export function useCreationKey(): (wish: unknown) => string {
  const last = useRef({ wish: '', key: '' });
  return useCallback((wish) => {
    const text = JSON.stringify(wish);
    if (last.current.wish !== text) {
      last.current = { wish: text, key: newKey() };
    }
    return last.current.key;
  }, []);
}

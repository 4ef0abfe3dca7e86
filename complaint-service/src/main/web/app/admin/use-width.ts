import { useLayoutEffect, useRef, useState } from 'react';

/** The width of an element in pixels, for drawings whose letters must not grow with it; 0 until it is known. */
export function useWidth<E extends HTMLElement>() {
  const frame = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) {
      return undefined;
    }
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { frame, width };
}

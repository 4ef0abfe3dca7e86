import { useEffect, useRef, useState } from 'react';
import { SearchField } from '../design/field';

const TYPING_MILLIS = 250;

/** Searches when the typing pauses, so that the address does not change with every letter. */
export function SearchBox({ label, search, onSearch }: { label: string; search: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(search);
  const timer = useRef(0);
  useEffect(() => setText(search), [search]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <SearchField
      label={label}
      value={text}
      onSearch={(next) => {
        setText(next);
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => onSearch(next.trim()), TYPING_MILLIS);
      }}
    />
  );
}

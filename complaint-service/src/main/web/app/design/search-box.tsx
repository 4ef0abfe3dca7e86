import { forwardRef, useEffect, useRef, useState } from 'react';
import { SearchField } from './field';

const TYPING_MILLIS = 250;

interface SearchBoxProps {
  label: string;
  /** What is searched for. */
  search: string;
  onSearch: (text: string) => void;
}

/** Searches when the typing pauses, so that the address does not change with every letter. */
export const SearchBox = forwardRef<HTMLInputElement, SearchBoxProps>(function SearchBox({ label, search, onSearch }, field) {
  const [text, setText] = useState(search);
  const timer = useRef(0);
  const told = useRef(search);
  useEffect(() => {
    // What was typed here comes back without its blanks at the ends: who types on must not lose them.
    if (search !== told.current) {
      told.current = search;
      clearTimeout(timer.current);
      setText(search);
    }
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <SearchField
      ref={field}
      label={label}
      value={text}
      onSearch={(next) => {
        setText(next);
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => {
          told.current = next.trim();
          onSearch(told.current);
        }, TYPING_MILLIS);
      }}
    />
  );
});

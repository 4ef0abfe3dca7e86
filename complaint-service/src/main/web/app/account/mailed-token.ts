import { useEffect, useState } from 'react';

/** The secret of a mailed link, which is taken out of the address at once: it has no place in a history or a picture. */
export function useMailedToken(): string {
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '');
  useEffect(() => {
    history.replaceState(null, '', location.pathname);
  }, []);
  return token;
}

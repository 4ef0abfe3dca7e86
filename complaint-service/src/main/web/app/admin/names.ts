import { api } from '../api/http';
import type { User } from '../api/model';
import { asProblem } from '../api/problem';
import { useQuery } from '../api/query';
import { onSignedOut } from '../session/session';

const asked = new Map<string, Promise<string | null>>();

onSignedOut(() => asked.clear());

/** Asked once for each account, however often its name scrolls into sight; null when the account is gone. */
function nameOf(id: string): Promise<string | null> {
  let name = asked.get(id);
  if (!name) {
    name = api.get<User>(`/api/users/${id}`).then(
      (user) => `${user.first_name} ${user.last_name}`,
      (failure: unknown) => {
        if (asProblem(failure).status === 404) {
          return null;
        }
        asked.delete(id);
        throw failure;
      },
    );
    asked.set(id, name);
  }
  return name;
}

/** The name of an account; undefined until it is known, null when there is no such account any more. */
export function useAccountName(id: string | null | undefined): string | null | undefined {
  const { data } = useQuery<string | null>(id ? `name:${id}` : null, () => nameOf(id ?? ''));
  return data;
}

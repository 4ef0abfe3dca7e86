/** What a test of the console needs, and no more: there is no framework, because there is no Node. */

interface Case {
  name: string;
  body: () => void | Promise<void>;
}

export const cases: Case[] = [];

/** Named like a fact that would be wrong if the console were broken. */
export function test(name: string, body: Case['body']): void {
  cases.push({ name, body });
}

export function equal<T>(actual: T, expected: T): void {
  const [one, other] = [shown(actual), shown(expected)];
  if (one !== other) {
    throw new Error(`expected ${other}, but it was ${one}`);
  }
}

/** Until the condition holds; fails when that takes unreasonably long. */
export async function until(condition: () => boolean): Promise<void> {
  for (let frames = 0; !condition(); frames++) {
    if (frames > 1_000) {
      throw new Error(`it never came to ${String(condition)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part === undefined ? 'undefined' : part), 1);
}

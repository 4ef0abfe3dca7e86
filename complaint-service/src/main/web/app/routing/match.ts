export type Parameters = Record<string, string>;

/** Whether the path has the form of the pattern, for instance `/complaints/:id`; what stands for the names if it has. */
export function match(pattern: string, path: string): Parameters | null {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) {
    return null;
  }
  const parameters: Parameters = {};
  for (const [index, part] of wanted.entries()) {
    const value = decode(given[index] ?? '');
    if (part.startsWith(':')) {
      parameters[part.slice(1)] = value;
    } else if (part !== value) {
      return null;
    }
  }
  return parameters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Random letters and digits without those that look alike; 24 of them cannot be guessed. */
export function randomSecret(length = 24): string {
  const secret: string[] = [];
  while (secret.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      // What is beyond the last whole multiple would make some letters likelier than others.
      if (byte < 256 - (256 % LETTERS.length) && secret.length < length) {
        secret.push(LETTERS.charAt(byte % LETTERS.length));
      }
    }
  }
  return secret.join('');
}

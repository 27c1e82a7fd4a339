import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SHORTEST = 32;

export interface SecretPlace {
  file: string;
  /** Somebody said that it is there. */
  isNamed: boolean;
}

/**
 * The server's secret, that signs sign-ins: all processes of one city share it. One that is expected in the data folder and not
 * there is made, readable by its owner alone. @throws Error for one that was named and is not there, or too short
 */
export function secretOf({ file, isNamed }: SecretPlace): string {
  if (!existsSync(file)) {
    if (isNamed) throw new Error(`SECRET_FILE: there is no file ${file}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < SHORTEST) throw new Error(`${file}: a secret has ${SHORTEST} characters or more`);
  return secret;
}

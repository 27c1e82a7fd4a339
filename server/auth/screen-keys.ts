import { createHash, randomBytes, randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_LETTERS } from '../../shared/wall-control.ts';
import type { Auth } from './auth.ts';
import type { CookiePrefix } from './engine.ts';
import { servedOrigin } from './origin.ts';

/** Browsers keep no cookie longer; each use puts the end off. */
const COOKIE_MAX_AGE_SEC = 400 * 86_400;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * Secrets of screens. The browser makes nothing and can read nothing: it gets a secret when it asks to be paired, and the approval turns
 * what it holds already into an identity. Only the SHA-256 is kept: 256 random bits need no slow hash.
 */
export function screenKeys(prefix: CookiePrefix, publicUrl: string | undefined): Auth['screenKeys'] {
  const name = `${prefix}.screen`;
  const secretOf = (cookie: string | undefined): string | null => {
    const pair = cookie
      ?.split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${name}=`));
    const secret = pair?.slice(name.length + 1) ?? '';
    return SECRET.test(secret) ? secret : null;
  };
  const toCookie = (secret: string, requestUrl: string): string => {
    const isSecure = servedOrigin(requestUrl, publicUrl).startsWith('https:');
    return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_MAX_AGE_SEC}${isSecure ? '; Secure' : ''}`;
  };
  return {
    hashIn(cookie) {
      const secret = secretOf(cookie);
      return secret === null ? null : hashOf(secret);
    },
    make(requestUrl) {
      const secret = randomBytes(32).toString('base64url');
      return { hash: hashOf(secret), cookie: toCookie(secret, requestUrl) };
    },
    again(cookie, requestUrl) {
      const secret = secretOf(cookie);
      return secret === null ? null : toCookie(secret, requestUrl);
    },
    code: () => Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join(''),
  };
}

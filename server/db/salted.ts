import { hash as digest, randomFillSync } from 'node:crypto';

const SALT_BYTES = 16;
const salts = Buffer.alloc(256 * SALT_BYTES);
let saltAt = salts.length;

/** Random bytes are drawn for many salts at once: a draw costs the same for one as for 256. */
function nextSalt(): string {
  if (saltAt === salts.length) {
    randomFillSync(salts);
    saltAt = 0;
  }
  const salt = salts.toString('base64url', saltAt, saltAt + SALT_BYTES);
  saltAt += SALT_BYTES;
  return salt;
}

/** What the log keeps of a side row: it proves the row, and tells nothing once the row and its salt are purged. */
export function salted(data: object): { salt: string; hash: string } {
  const salt = nextSalt();
  return { salt, hash: digest('sha256', `${salt}\n${JSON.stringify(data)}`, 'base64url') };
}

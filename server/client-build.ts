import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which client a server gives out: the address of its page's entry, whose name holds a hash of all that it loads. A page compares it
 * with its own (client/live/build.ts). Null = no client was built.
 */
export function clientBuild(clientRoot: string): string | null {
  const page = join(clientRoot, 'index.html');
  if (!existsSync(page)) return null;
  return /<script type="module"[^>]*\ssrc="([^"]+)"/.exec(readFileSync(page, 'utf8'))?.[1] ?? null;
}

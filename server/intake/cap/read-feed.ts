import type { FeedKind } from '../../../shared/feed-terms.ts';
import type { SeenEntry } from '../../app/feed-ports.ts';
import { Rejection } from '../../domain/rejection.ts';
import { alertsIn, entriesIn, isAlert, isAtom, isRss, readEntry, readXml } from './read-cap.ts';
import type { XmlElement } from './xml-tree.ts';

const CAP_TYPE = 'application/cap+xml';
/** Of a whole country's feed: mostly entries that only link to their messages. */
const ENTRIES_MOST = 3_000;
const TITLE_MOST = 200;
const LINK_MOST = 2_000;

/**
 * A feed as it came: each entry with what names it, the message in it, or where its message lies. A document that is a message itself is a
 * feed of one. Nothing is opened here.
 * @throws Rejection where the whole cannot be read, or is of another kind than it was said to be
 */
export async function readFeed(bytes: AsyncIterable<Uint8Array>, kind: FeedKind): Promise<SeenEntry[]> {
  const { root, text } = await readXml(bytes);
  const isKind = kind === 'auto' || (kind === 'atom' ? isAtom(root) : isRss(root));
  if (!isKind) throw new Rejection('feed.kind', { kind, root: root.name.slice(0, 80) });
  if (isAlert(root)) return [{ ...namesOf(root, text), inside: readEntry(root, text) }];
  const found: SeenEntry[] = [];
  for (const entry of entriesIn(root, ENTRIES_MOST)) {
    const hasInside = alertsIn(entry).length > 0;
    found.push({ ...namesOf(entry, text), inside: hasInside ? readEntry(entry, text) : null });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

/** By all that could tell it from what it was before: with a message in it, by every letter of that. */
function namesOf(entry: XmlElement, text: string): Omit<SeenEntry, 'inside'> {
  const said = (name: string): string => entry.children.find((child) => child.name === name)?.text.trim() ?? '';
  const link = linkOf(entry);
  const inner = alertsIn(entry).map(({ from, to }) => text.slice(from, to));
  const parts = [said('id') || said('guid'), said('updated') || said('pubDate'), link ?? '', ...inner];
  const title = said('title') || said('headline') || said('identifier') || link || '';
  return { name: parts.join('\n'), title: title.replace(/\s+/g, ' ').slice(0, TITLE_MOST), link };
}

/** What calls itself a message comes first; a page for people is what a link says it is. */
function linkOf({ children }: XmlElement): string | null {
  const links = children.flatMap(({ name, text, attributes: { href, url, type = '', rel = 'alternate', isPermaLink = 'true' } }) => {
    if (name === 'link') return [{ address: (href ?? text).trim(), type, isOther: rel === 'self' || rel === 'edit' || rel === 'related' }];
    if (name === 'enclosure') return [{ address: (url ?? '').trim(), type, isOther: false }];
    if (name === 'guid') return [{ address: isPermaLink === 'true' ? text.trim() : '', type, isOther: true }];
    return [];
  });
  const named = links.filter(({ address }) => address !== '' && address.length <= LINK_MOST);
  const isXml = ({ type }: { type: string }): boolean => /xml/i.test(type) && !/xhtml/i.test(type);
  const best = named.find(({ type }) => type === CAP_TYPE) ?? named.find(isXml) ?? named.find(({ isOther }) => !isOther) ?? named[0];
  return best?.address ?? null;
}

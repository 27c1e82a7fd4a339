import type { AtomEntry, AtomFeed } from '../../app/alert-ports.ts';
import { escaped, XmlLines } from './xml-writer.ts';

/** An Atom feed of messages, each whole within its entry. */
export function writeAtom(feed: AtomFeed, entries: readonly AtomEntry[]): string {
  const xml = new XmlLines();
  xml.block(
    'feed',
    () => {
      xml.leaf('id', feed.id);
      xml.leaf('title', feed.title);
      xml.leaf('updated', feed.updated);
      xml.leaf('link', '', ` rel="self" type="application/atom+xml" href="${escaped(feed.self)}"`);
      xml.block('author', () => xml.leaf('name', feed.author));
      for (const entry of entries) xml.block('entry', () => writeEntry(xml, entry));
    },
    ' xmlns="http://www.w3.org/2005/Atom"',
  );
  return xml.toString();
}

function writeEntry(xml: XmlLines, { id, title, updated, link, summary, message }: AtomEntry): void {
  xml.leaf('id', id);
  xml.leaf('title', title);
  xml.leaf('updated', updated);
  xml.leaf('link', '', ` type="application/cap+xml" href="${escaped(link)}"`);
  xml.leaf('summary', summary);
  if (message !== null) xml.block('content', () => xml.verbatim(message.replace(/^<\?xml[^>]*\?>\s*/, '').trimEnd()), ' type="text/xml"');
}

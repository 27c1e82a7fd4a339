import type { CapEntry, CapVersion, ReadMessage } from '../../app/alert-ports.ts';
import { Rejection } from '../../domain/rejection.ts';
import { decodeXml } from './decode-xml.ts';
import { readMessage } from './read-message.ts';
import { escaped } from './xml-writer.ts';
import { type XmlElement, XmlReader } from './xml-tree.ts';

const VERSIONS: Readonly<Record<string, CapVersion>> = {
  'http://www.incident.com/cap/1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  'urn:oasis:names:tc:emergency:cap:1.2': '1.2',
};
const ATOM = 'http://www.w3.org/2005/Atom';
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';

const MOST_MESSAGES = 500;
/** Between pieces the loop breathes; nobody's document holds it up for longer than one of them takes. */
const PIECE = 65_536;
const MOST_MS = 10_000;

/**
 * One message, or a feed of them; of a feed each is read or refused by itself.
 * @throws Rejection where the whole cannot be read
 */
export async function readCap(bytes: AsyncIterable<Uint8Array>): Promise<CapEntry[]> {
  const { root, text } = await readXml(bytes);
  if (isAlert(root)) return [{ read: readAlert(root, text) }];
  const found: CapEntry[] = [];
  for (const entry of entriesOf(root)) {
    found.push(readEntry(entry, text));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

/** A document as a tree, within all bounds. @throws Rejection */
export async function readXml(bytes: AsyncIterable<Uint8Array>): Promise<{ root: XmlElement; text: string }> {
  const reader = new XmlReader();
  const until = performance.now() + MOST_MS;
  for await (const text of decodeXml(bytes)) {
    for (let at = 0; at < text.length; at += PIECE) {
      reader.write(text.slice(at, at + PIECE));
      if (performance.now() > until) throw new Rejection('cap.too-much', { what: 'ms', most: MOST_MS });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { root: reader.close(), text: reader.text };
}

export const isAlert = ({ name, namespace }: XmlElement): boolean => name === 'alert' && VERSIONS[namespace] !== undefined;
export const isAtom = ({ name, namespace }: XmlElement): boolean => name === 'feed' && namespace === ATOM;
export const isRss = ({ name }: XmlElement): boolean => name === 'rss';

/** Entries of a feed; none is no fault of its own. @throws Rejection where it is no feed, or too long a one */
export function entriesIn(root: XmlElement, most = MOST_MESSAGES): XmlElement[] {
  if (!isAtom(root) && !isRss(root)) throw new Rejection('cap.no-alert', { root: root.name.slice(0, 80) });
  const entries = isAtom(root)
    ? root.children.filter(({ name }) => name === 'entry')
    : root.children.flatMap(({ name, children }) => (name === 'channel' ? children.filter((child) => child.name === 'item') : []));
  if (entries.length > most) throw new Rejection('cap.too-much', { what: 'messages', most });
  return entries;
}
function entriesOf(root: XmlElement): XmlElement[] {
  const entries = entriesIn(root);
  if (entries.length === 0) throw new Rejection('cap.feed-empty');
  return entries;
}

/** The message that stands in an entry. */
export function readEntry(entry: XmlElement, text: string): CapEntry {
  try {
    const [alert, second] = alertsIn(entry);
    // It only tells where the message lies: opening that address is not this door's to do.
    if (!alert) throw new Rejection('cap.feed-link-only');
    if (second) throw new Rejection('cap.field-repeated', { field: 'alert' });
    return { read: readAlert(alert, text) };
  } catch (error) {
    if (error instanceof Rejection) return { refusal: error };
    throw error;
  }
}

export const alertsIn = (element: XmlElement): XmlElement[] => (isAlert(element) ? [element] : element.children.flatMap(alertsIn));

function readAlert(element: XmlElement, text: string): ReadMessage {
  return {
    version: VERSIONS[element.namespace]!,
    message: readMessage(element),
    raw: rawOf(element, text),
    isSigned: element.children.some(({ namespace, name }) => namespace === SIGNATURE && name === 'Signature'),
  };
}

/** The element with the prefixes that were declared around it, so that it stands for itself. */
function rawOf(element: XmlElement, text: string): string {
  const raw = text.slice(element.from, element.to);
  const outer = new Map<string, string>();
  for (let around = element.parent; around; around = around.parent)
    for (const [prefix, uri] of Object.entries(around.declared)) if (!outer.has(prefix)) outer.set(prefix, uri);
  const isUsed = (prefix: string): boolean => (prefix === '' ? /<[\w-]+[\s/>]/.test(raw) : raw.includes(`${prefix}:`));
  const lacking = [...outer].filter(([prefix]) => element.declared[prefix] === undefined && isUsed(prefix));
  const attributes = lacking.map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escaped(uri)}"`);
  return raw.replace(/^<[^\s/>]+/, (tag) => tag + attributes.join(''));
}

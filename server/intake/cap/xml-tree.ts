import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Rejection } from '../../domain/rejection.ts';

/** An element with what is in it; comments and processing instructions are left out. */
export interface XmlElement {
  namespace: string;
  name: string;
  parent: XmlElement | null;
  children: XmlElement[];
  text: string;
  /** Those without a prefix. */
  attributes: Readonly<Record<string, string>>;
  /** Prefixes declared on this very element. */
  declared: Readonly<Record<string, string>>;
  /** Where it stands in the decoded text: a message is kept as it came, with what it was signed over. */
  from: number;
  to: number;
}
interface Bounds {
  characters: number;
  depth: number;
  elements: number;
  attributes: number;
}
const BOUNDS: Bounds = { characters: 4_194_304, depth: 24, elements: 60_000, attributes: 20_000 };

const XINCLUDE = 'http://www.w3.org/2001/XInclude';

/**
 * Reads XML piece by piece, strictly, and nothing but what stands in it: whatever has a document type is refused, so there are no entities
 * to grow or to fetch, and no element has a meaning that would open a file or a connection.
 */
export class XmlReader {
  /** What was read so far. */
  text = '';
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private inner: XmlElement | null = null;
  private root: XmlElement | null = null;
  private readonly seen = { depth: 0, elements: 0, attributes: 0 };
  private tagFrom = 0;

  constructor() {
    const { parser, seen } = this;
    parser.on('doctype', () => {
      throw new Rejection('cap.doctype');
    });
    parser.on('opentagstart', () => {
      assertWithin('elements', (seen.elements += 1));
      assertWithin('depth', (seen.depth += 1));
      this.tagFrom = this.text.lastIndexOf('<', parser.position - 1);
    });
    parser.on('attribute', () => assertWithin('attributes', (seen.attributes += 1)));
    parser.on('opentag', (tag) => this.enter(tag));
    parser.on('closetag', () => this.leave());
    const addText = (text: string): void => {
      if (this.inner) this.inner.text += text;
    };
    parser.on('text', addText);
    parser.on('cdata', addText);
  }

  /** @throws Rejection */
  write(chunk: string): void {
    assertWithin('characters', this.text.length + chunk.length);
    this.text += chunk;
    this.run(() => this.parser.write(chunk));
  }

  /** @throws Rejection */
  close(): XmlElement {
    this.run(() => this.parser.close());
    if (!this.root) throw new Rejection('cap.not-xml', { why: 'no root element' });
    return this.root;
  }

  private run(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof Rejection) throw error;
      // The parser's own words name line and column, and may quote a name of the document.
      throw new Rejection('cap.not-xml', { why: (error as Error).message.replace(/[\u0000-\u001f]+/g, ' ').slice(0, 160) });
    }
  }

  private enter({ uri, local, ns, attributes }: SaxesTagNS): void {
    if (uri === XINCLUDE) throw new Rejection('cap.include');
    const element: XmlElement = {
      namespace: uri,
      name: local,
      parent: this.inner,
      children: [],
      text: '',
      attributes: plainAttributes(attributes),
      declared: ns,
      from: this.tagFrom,
      to: 0,
    };
    if (this.inner) this.inner.children.push(element);
    else this.root = element;
    this.inner = element;
  }

  private leave(): void {
    this.seen.depth -= 1;
    this.inner!.to = this.parser.position;
    this.inner = this.inner!.parent;
  }
}

const plainAttributes = (all: SaxesTagNS['attributes']): Record<string, string> =>
  Object.fromEntries(Object.values(all).flatMap(({ prefix, local, value }) => (prefix === '' ? [[local, value]] : [])));

function assertWithin(what: keyof Bounds, n: number): void {
  if (n > BOUNDS[what]) throw new Rejection('cap.too-much', { what, most: BOUNDS[what] });
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Fit for text and attributes. What XML cannot hold at all is left out: our own texts have none of it, for the door refuses it. */
export const escaped = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"\r]/g, (sign) => ESCAPES[sign]!);

/** Lines of one element after another; null and undefined are left out. */
export class XmlLines {
  private readonly lines: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  private depth = 0;

  leaf(name: string, text: string | number | null | undefined, attributes = ''): void {
    if (text === null || text === undefined) return;
    this.push(`<${name}${attributes}>${escaped(String(text))}</${name}>`);
  }
  leaves(name: string, texts: readonly string[]): void {
    for (const text of texts) this.leaf(name, text);
  }
  block(name: string, inner: () => void, attributes = ''): void {
    this.push(`<${name}${attributes}>`);
    this.depth += 1;
    inner();
    this.depth -= 1;
    this.push(`</${name}>`);
  }
  /** Written elsewhere, as it is. */
  verbatim(xml: string): void {
    this.lines.push(xml);
  }
  toString(): string {
    return `${this.lines.join('\n')}\n`;
  }

  private push(line: string): void {
    this.lines.push('  '.repeat(this.depth) + line);
  }
}

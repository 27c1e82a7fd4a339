import type { JsonElement } from './json-elements.ts';

/** The records of a newline-delimited JSON file, one array per chunk; blank lines are skipped, a bad line is reported alone. */
export async function* ndjsonElements(chunks: AsyncIterable<string>): AsyncGenerator<JsonElement[]> {
  let rest = '';
  let line = 0;
  const read = (lines: readonly string[]): JsonElement[] =>
    lines.flatMap((text) => {
      line += 1;
      // A record separator may begin each line (RFC 8142).
      const plain = text.startsWith('\u001e') ? text.slice(1) : text;
      return plain.trim() === '' ? [] : [parseLine(plain, line)];
    });
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    const elements = read(lines);
    if (elements.length > 0) yield elements;
  }
  const elements = read([rest]);
  if (elements.length > 0) yield elements;
}

function parseLine(text: string, line: number): JsonElement {
  try {
    return { line, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { line, fault: (error as Error).message };
  }
}

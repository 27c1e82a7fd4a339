import { refuse } from '../app/import-issue.ts';

/** One record of a JSON file, with the line on which it starts; `fault` when it is not valid JSON. */
export type JsonElement = { line: number; value: unknown; fault?: undefined } | { line: number; value?: undefined; fault: string };

export interface JsonOptions {
  /** Small members beside the records (`crs`, `name` …) are put here as they are met. */
  members?: Map<string, unknown>;
  /** Asked when the records begin, whether to read them, to pass over them to what stands behind, or to end here. */
  atRecords?: (isWithinObject: boolean) => 'read' | 'pass' | 'end';
}

/** Longer than any boundary of a country in full detail: an element that grows beyond it was never closed. */
const LONGEST_ELEMENT = 128 * 1024 * 1024;

/**
 * The records of a JSON file of any size, one array per chunk: the elements of a top-level array, or of the first member of
 * the top-level object that is an array of objects (`features`, `results`, `data` …).
 *
 * It only looks for where each record begins and ends and leaves the rest to JSON.parse: so each has its line number, one bad
 * record does not end the reading, and it is far faster than a token stream.
 */
export async function* jsonElements(chunks: AsyncIterable<string>, options: JsonOptions = {}): AsyncGenerator<JsonElement[]> {
  const scanner = jsonScanner(options);
  for await (const chunk of chunks) {
    const elements = scanner.push(chunk);
    if (elements.length > 0) yield elements;
    if (scanner.isEnded()) return;
  }
  scanner.end();
}

interface Scanner {
  push(chunk: string): JsonElement[];
  isEnded(): boolean;
  end(): void;
}

type Place = 'start' | 'member' | 'first-of-array' | 'rows' | 'after';

const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

function jsonScanner({ members, atRecords = () => 'read' }: JsonOptions): Scanner {
  let text = '';
  let at = 0;
  let depth = 0;
  let place: Place = 'start';
  /** Depth at which records lie; 0 until they are found. */
  let rowDepth = 0;
  /** Where the value now read began, −1 between values; what lies before it is dropped with each chunk. */
  let begin = -1;
  let stringFrom = -1;
  let key: string | null = null;
  let line = 1;
  let countedTo = 0;
  let mode: 'read' | 'pass' | 'end' = 'read';
  let hasEmptyArray = false;
  let found: JsonElement[] = [];

  const lineAt = (position: number): number => {
    for (let next = text.indexOf('\n', countedTo); next !== -1 && next < position; next = text.indexOf('\n', countedTo)) {
      line += 1;
      countedTo = next + 1;
    }
    return line;
  };

  /** A value that began at `begin` ends before `end`. */
  const finish = (end: number): void => {
    if (begin === -1) return;
    const raw = text.slice(begin, end);
    const startLine = lineAt(begin);
    begin = -1;
    if (place === 'rows') {
      if (mode === 'read') found.push(parse(raw, startLine));
    } else if (key !== null) {
      members?.set(key, parse(raw, startLine).value);
      key = null;
    }
  };

  const open = (code: number): void => {
    if (place === 'after') refuse('file.json-malformed', null, { line: lineAt(at), why: 'more follows after its end' });
    depth += 1;
    if (place === 'start') {
      rowDepth = code === OPEN_ARRAY ? 1 : 0;
      place = code === OPEN_ARRAY ? 'rows' : 'member';
      if (place === 'rows') mode = atRecords(false);
    } else if (begin === -1) {
      begin = at;
      if (place === 'member' && code === OPEN_ARRAY && rowDepth === 0) place = 'first-of-array';
    } else if (place === 'first-of-array') {
      // An array whose first element is an object: these are the records.
      place = code === OPEN_OBJECT ? 'rows' : 'member';
      if (place === 'rows') [rowDepth, begin, key, mode] = [2, at, null, atRecords(true)];
    }
  };

  const close = (): void => {
    if (place === 'first-of-array') [place, hasEmptyArray] = ['member', true];
    depth -= 1;
    if (depth < 0) refuse('file.json-malformed', null, { line: lineAt(at), why: 'a bracket too many' });
    if (place === 'rows' && depth === rowDepth - 1) {
      finish(at);
      place = depth === 0 ? 'after' : 'member';
    } else if (depth === (place === 'rows' ? rowDepth : 1)) finish(at + 1);
    else if (depth === 0) {
      finish(at);
      place = 'after';
    }
  };

  const scan = (): void => {
    for (; at < text.length && mode !== 'end'; at++) {
      if (stringFrom !== -1) {
        const end = text.indexOf('"', at);
        if (end === -1) {
          at = text.length;
          return;
        }
        at = end;
        if (isEscaped(text, end, stringFrom)) continue;
        if (place === 'member' && depth === 1 && begin === stringFrom && key === null) {
          key = parse(text.slice(stringFrom, end + 1), 0).value as string;
          begin = -1;
        }
        stringFrom = -1;
        continue;
      }
      const code = text.charCodeAt(at);
      if (code <= 32) continue;
      if (code === QUOTE) {
        stringFrom = at;
        if (begin === -1) begin = at;
        if (place === 'first-of-array') place = 'member';
      } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) open(code);
      else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) close();
      else if (code === COMMA || code === COLON) {
        if (code === COMMA && depth === (place === 'rows' ? rowDepth : 1)) finish(at);
      } else if (place === 'start') refuse('file.json-no-rows');
      else {
        if (begin === -1 && place !== 'after') begin = at;
        if (place === 'first-of-array') place = 'member';
      }
    }
  };

  return {
    push(chunk) {
      const from = begin !== -1 ? begin : stringFrom !== -1 ? stringFrom : at;
      lineAt(from);
      if (text.length - from > LONGEST_ELEMENT)
        refuse('file.json-malformed', null, { line, why: 'a record that begins here does not end' });
      text = text.slice(from) + chunk;
      at -= from;
      countedTo = Math.max(0, countedTo - from);
      if (begin !== -1) begin -= from;
      if (stringFrom !== -1) stringFrom -= from;
      scan();
      const elements = found;
      found = [];
      return elements;
    },
    isEnded: () => mode === 'end',
    end() {
      if (depth !== 0)
        refuse('file.json-malformed', null, { line: lineAt(begin === -1 ? text.length : begin), why: 'it ends in the middle' });
      if (rowDepth === 0 && !hasEmptyArray) refuse('file.json-no-rows');
    },
  };
}

/** Whether the quote at `at` belongs to the string that opened at `from`: an odd number of backslashes before it. */
function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes > from && text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

function parse(raw: string, line: number): JsonElement {
  try {
    return { line, value: JSON.parse(raw) as unknown };
  } catch (error) {
    return { line, fault: (error as Error).message };
  }
}

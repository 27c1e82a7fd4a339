import { Transform } from 'node:stream';

export const NDJSON_TYPES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];
/** Bytes of a body of lines, and of one line. */
export const BATCH_LIMIT = 256 * 1024 * 1024;
export const LINE_LIMIT = 64 * 1024;

/** Counts before anything is kept: a line without an end, or a body without one, fails while it is small. */
export function lineGuard(): Transform {
  let total = 0;
  let line = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      const lastBreak = chunk.lastIndexOf(10);
      line = lastBreak === -1 ? line + chunk.length : chunk.length - lastBreak - 1;
      if (total > BATCH_LIMIT || line > 16 * LINE_LIMIT) done(new Error('The batch is too large, or a line of it is'));
      else done(null, chunk);
    },
  });
}

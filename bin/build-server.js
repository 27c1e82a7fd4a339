// Builds the server and the benches into the folder named on the command line. Of libraries that consist of hundreds of modules
// only what is used is taken along: loading them one by one took longer than all the rest of a start.
import { rolldown } from 'rolldown';

const TAKEN_ALONG =
  /^(@better-auth|@date-fns|@noble|@opentelemetry|better-auth|better-call|date-fns|drizzle-orm|jose|kysely|pinyin-pro|typebox|zod)(\/|$)/;

const bundle = await rolldown({
  input: {
    'server/cli': 'server/cli.ts',
    'server/worker': 'server/db/reads/worker.ts',
    'bench/run': 'bench/run.ts',
    'bench/loop-probe': 'bench/loop-probe.ts',
    'bench/moved-clock': 'bench/moved-clock.ts',
    'bench/soak': 'bench/soak/run.ts',
  },
  platform: 'node',
  external: (id) => /^[^./]/.test(id) && !TAKEN_ALONG.test(id),
});
await bundle.write({ dir: process.argv[2] ?? 'dist', chunkFileNames: 'chunks/[name]-[hash].js', sourcemap: true });

import { defineConfig } from 'drizzle-kit';

const engine = process.env['ENGINE'] === 'postgres' ? 'postgres' : 'sqlite';
export default defineConfig({
  dialect: engine === 'postgres' ? 'postgresql' : 'sqlite',
  schema: `./server/db/schema.${engine}.ts`,
  out: `./server/db/migrations/${engine}`,
});

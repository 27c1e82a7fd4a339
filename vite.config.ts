import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.GUANTONG_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // maplibre-gl and echarts are lazy chunks of about 1 MB each: past the default warning, on purpose.
    chunkSizeWarningLimit: 1200,
    // shared/ keeps schemas beside the plain values that screens use: unused schemas must not drag the schema library in.
    rolldownOptions: { treeshake: { manualPureFunctions: ['Type', 'literals', 'Nullable', 'record'], propertyReadSideEffects: false } },
  },
  server: {
    port: 5173,
    proxy: {
      // Not all of /api: client/api/ is served from there too.
      '^/api/(v1|auth|docs|openapi)': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** One small script without anything around it: `dist/s.js`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: fileURLToPath(new URL('dist', import.meta.url)),
    emptyOutDir: true,
    target: 'es2020',
    lib: {
      entry: fileURLToPath(new URL('s.ts', import.meta.url)),
      formats: ['iife'],
      name: 'kept',
      fileName: () => 's.js',
    },
  },
});

import path from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** The page of the console: `dist/apps/console/page`, which the service finds beside its own bundle. */
export default defineConfig({
  root: here,
  plugins: [react()],
  resolve: { conditions: ['@hansom/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: path.resolve(here, '../../../dist/apps/console/page'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // nothing in `data:`: the page's policy would refuse it, and files are kept for ever
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200, // in kB: MapLibre comes in one piece
  },
});

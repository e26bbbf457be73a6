import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,desk,beacon,sdk,examples,test,bench,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['test/kit/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
    expect: { requireAssertions: true },
    // A test left out by mistake is a hole that nobody sees.
    allowOnly: false,
    env: { TZ: 'Europe/Berlin', NODE_ENV: 'test' },
  },
});

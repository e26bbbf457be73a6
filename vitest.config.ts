import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Each file has a process of its own, and all load the same packages: compiled once, each begins more than a second of processor sooner.
process.env.NODE_COMPILE_CACHE ??= resolve(import.meta.dirname, 'node_modules/.cache/tests');

/** Files that take longest start first, so that no core waits for the last of them. */
const longest = [
  'proof',
  'ground-floor',
  'website-logs',
  'supervisor',
  'statistics-settings',
  'backup',
  'backup-elsewhere',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return index < 0 ? longest.length : index;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['{src,desk,beacon,sdk,examples,test,bench,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    // One more than most machines of a CI have cores: many tests wait for servers, mails and browsers.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/kit/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
    // A second, as it is else, is too short where three workers share two cores.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    // A test left out by mistake is a hole that nobody sees.
    allowOnly: false,
    env: { TZ: 'Europe/Berlin', NODE_ENV: 'test' },
  },
});

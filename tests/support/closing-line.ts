import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends the run with one line that any CI can read: "N passed, N failed, N skipped". A file that could not even be
 * loaded counts as a failure.
 */
export const closingLine: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      let failedTests = 0
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') counts.passed += 1
        else if (state === 'failed') failedTests += 1
        else counts.skipped += 1
      }
      counts.failed += failedTests
      if (failedTests === 0 && !module.ok()) counts.failed += 1
    }
    // After the summary of the default reporter, which is printed at the end of this same event.
    process.on('exit', () => {
      process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
    })
  },
}

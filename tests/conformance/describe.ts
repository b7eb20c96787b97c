import { afterAll, beforeAll, describe, test } from 'vitest'
import type { Verdict } from './requirement.ts'
import type { ConformanceSubject } from './subject.ts'
import { REQUIREMENTS, sliceOf } from './suite.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** What was found out of the requirement that the test proves. */
    conformance?: { readonly id: string; readonly verdict: Verdict | { readonly kind: 'failed' } }
  }
}

/** Proves every requirement with one subject, each as a test by its id. */
export function describeConformance(name: string, startSubject: () => Promise<ConformanceSubject>): void {
  describe(`the conformance of ${name}`, () => {
    let subject: ConformanceSubject
    beforeAll(async () => {
      subject = await startSubject()
    }, 60_000)
    afterAll(() => subject?.close())
    // The groups are in the order of their first requirements, so that what comes last stays last.
    for (const [group, requirements] of Map.groupBy(REQUIREMENTS, (one) => `${one.turn} ${sliceOf(one)}`)) {
      describe(group.replace(/^\w+ /, ''), () => {
        for (const { id, statement, judge } of requirements) {
          test(`${id} ${statement}`, async ({ task, skip }) => {
            task.meta.conformance = { id, verdict: { kind: 'failed' } }
            const verdict = await judge(subject)
            task.meta.conformance = { id, verdict }
            if (verdict.kind === 'not_applicable') skip(verdict.reason)
          })
        }
      })
    }
  })
}

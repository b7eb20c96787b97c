import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
      const [, slice = ''] = group.split(' ')
      describe(slice, () => {
        for (const requirement of requirements) {
          const { id, statement } = requirement
          test(`${id} ${statement}`, async ({ task, skip }) => {
            task.meta.conformance = { id, verdict: { kind: 'failed' } }
            const verdict = await requirement.judge(subject)
            task.meta.conformance = { id, verdict }
            if (verdict.kind === 'not_applicable') skip(verdict.reason)
            // A failure is thrown.
            expect(['passed', 'refused']).toContain(verdict.kind)
          })
        }
      })
    }
  })
}

import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'
import { describeConformance } from '../describe.ts'
import type { StartSubject } from '../subject.ts'

declare module 'vitest' {
  interface ProvidedContext {
    conformance: { readonly module: string; readonly subjectPath: string }
  }
}

const { module, subjectPath } = inject('conformance')

describeConformance(module, async () => {
  const loaded: { readonly startSubject?: StartSubject } = await import(pathToFileURL(subjectPath).href)
  if (typeof loaded.startSubject !== 'function') throw new Error(`${subjectPath} exports no function startSubject`)
  return loaded.startSubject({ module })
})

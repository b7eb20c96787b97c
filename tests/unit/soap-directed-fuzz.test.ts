import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareEnvelopes, compareReaders } from '../support/soap-agreement.ts'
import { mutatedDocument } from '../support/soap-mutations.ts'

test('SOAP-READ whatever the directed reader takes from a mutated document, the strict reader takes as the same', () => {
  const verdicts = { equal: 0, left: 0 }
  fc.assert(
    fc.property(mutatedDocument, ({ operation, text }) => {
      const verdict = compareReaders(operation, text)
      expect(['equal', 'left']).toContain(verdict)
      verdicts[verdict === 'equal' ? 'equal' : 'left'] += 1
    }),
    { numRuns: 30_000 },
  )
  // Both ways were really gone.
  expect(verdicts.equal).toBeGreaterThan(1000)
  expect(verdicts.left).toBeGreaterThan(1000)
})

test('SOAP-READ mutated bytes are read or refused alike with a shape and without', () => {
  const flip = fc.record({ at: fc.nat({ max: 9999 }), byte: fc.nat({ max: 255 }) })
  const status = fc.constantFrom(200, 200, 200, 500, 503)
  const type = fc.constantFrom('text/xml; charset=utf-8', 'text/xml', 'text/html', 'text/xml; charset=windows-1251')
  const answers = fc.record({ document: mutatedDocument, flips: fc.array(flip, { maxLength: 2 }), status, type })
  fc.assert(
    fc.property(answers, ({ document, flips, status, type }) => {
      const body = Buffer.from(document.text)
      for (const { at, byte } of flips) if (body.length > 0) body[Math.floor((at * body.length) / 10_000)] = byte
      expect(compareEnvelopes({ status, headers: { 'content-type': type }, body }, document.operation)).toBeNull()
    }),
    { numRuns: 4000 },
  )
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import { AnswerError } from '../../src/billing/transport/answer.ts'
import {
  element,
  elements,
  elementText,
  findElement,
  findElementText,
  readXml,
  writeElement,
} from '../../src/billing/transport/xml.ts'

describe('reading XML', () => {
  test('elements are known by local name and namespace, whatever the prefix', () => {
    const root = readXml('<a:r xmlns:a="urn:x"><b xmlns="urn:y">1</b><a:b>2</a:b></a:r>')
    expect([root.name, root.namespace]).toEqual(['r', 'urn:x'])
    expect(root.children.map(({ name, namespace, text }) => [name, namespace, text])).toEqual([
      ['b', 'urn:y', '1'],
      ['b', 'urn:x', '2'],
    ])
  })

  test('Q15 none, one and many are all lists', () => {
    const root = readXml('<r><one/><two/><two/></r>')
    expect([elements(root, 'none'), elements(root, 'one'), elements(root, 'two')].map(({ length }) => length)).toEqual([
      0, 1, 2,
    ])
  })

  test('entities, character references and CDATA are text', () => {
    const root = readXml('<r>Ivanov &amp; Sons &#x41;&#1071; <![CDATA[<LLC>]]></r>')
    expect(root.text).toBe('Ivanov & Sons AЯ <LLC>')
  })

  test('blanks around children are not text, other text beside them is', () => {
    const root = readXml('<r>\n <a> </a>\t<b>x<c/> </b>\n</r>')
    expect([root.text, ...root.children.map(({ text }) => text)]).toEqual(['', ' ', 'x '])
  })

  test('a contract number keeps its zeros', () => {
    expect(elementText(readXml('<r><number> 007123 </number></r>'), 'number')).toBe('007123')
  })

  test('absent and blank are null where that is allowed, and an error where it is not', () => {
    const root = readXml('<r><blank> </blank><two/><two/><nested><x/></nested></r>')
    expect(findElementText(root, 'absent')).toBeNull()
    expect(findElementText(root, 'blank')).toBeNull()
    expect(findElement(root, 'absent')).toBeNull()
    for (const read of [
      () => element(root, 'absent'),
      () => element(root, 'two'),
      () => elementText(root, 'nested'),
      () => findElementText(root, 'two'),
    ]) {
      expect(read).toThrow(AnswerError)
    }
  })

  test.each([
    ['Q6 a bare ampersand', '<r><name>Ivanov & Sons <LLC></name></r>'],
    ['a truncated document', '<r><balance>100'],
    ['a document that stops before its end', '<r><a>1</a>'],
    ['two roots', '<r/><r/>'],
    ['text after the root', '<r/>x'],
    ['an HTML page', '<!DOCTYPE html><html><body><br>Sorry</body></html>'],
    ['a DOCTYPE', '<!DOCTYPE r [<!ENTITY amp "and">]><r>&amp;</r>'],
    ['an undeclared entity', '<r>&nbsp;</r>'],
    ['an unbound prefix', '<x:r/>'],
    ['a doubled attribute', '<r a="1" a="2"/>'],
    ['a control character', '<r>\u0001</r>'],
    ['a reference to a control character', '<r>&#1;</r>'],
    ['a processing instruction', '<r><?php echo 1 ?></r>'],
    ['nothing', ''],
    ['blanks', ' \n'],
    ['JSON', '{"a":1}'],
    ['more levels than the limit', '<a>'.repeat(40) + '</a>'.repeat(40)],
    ['more elements than the limit', `<r>${'<a/>'.repeat(100_000)}</r>`],
  ])('%s is refused as malformed', (_name, text) => {
    expect(() => readXml(text)).toThrow(
      expect.objectContaining({ name: 'AnswerError', code: 'BILLING_MALFORMED_ANSWER' }),
    )
  })

  test('the refused text is not quoted', () => {
    expect(() => readXml('<r><password>qwerty & co</password></r>')).not.toThrow(/qwerty/)
  })
})

describe('writing XML', () => {
  test('any text that XML can carry comes back as it was', () => {
    const carried = fc.string({ unit: 'binary' }).filter((text) => !/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/u.test(text))
    fc.assert(
      fc.property(carried, (text) => {
        expect(readXml(`<r>${writeElement('v', text)}</r>`).children[0]?.text).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('markup in a value stays a value', () => {
    const written = writeElement('login', `</login><admin>1</admin>&amp;"'\r\n`)
    expect(written).toBe('<login>&lt;/login&gt;&lt;admin&gt;1&lt;/admin&gt;&amp;amp;&quot;&apos;&#13;\n</login>')
  })

  test.each([
    ['NUL', 'a\u0000'],
    ['escape', '\u001B[31m'],
    ['a C1 control', 'a\u0085'],
    ['delete', '\u007F'],
    ['a lone high surrogate', 'a\uD83D'],
    ['a lone low surrogate', '\uDE00'],
    ['a non-character', '\uFFFE'],
  ])('%s is refused before anything is sent, and not quoted', (_name, text) => {
    const write = () => writeElement('login', text)
    expect(write).toThrow(BillingError)
    expect(write).toThrow(expect.objectContaining({ code: 'BILLING_UNWRITABLE_REQUEST', outcome: 'not_applied' }))
    expect(write).not.toThrow(text)
  })
})

import { expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import { createEvidence } from '../../src/doctor-command/evidence.ts'
import { toFailure, withoutPersonalData } from '../../src/doctor-command/told.ts'

interface Exchange {
  readonly body: string | Uint8Array
  readonly status?: number
  readonly type?: string
  readonly path?: string
  readonly sent?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What the doctor notes of these exchanges, "Q5 side thing: …". */
function look(...exchanges: readonly Exchange[]): readonly string[] {
  const evidence = createEvidence()
  for (const {
    body,
    status = 200,
    type = 'application/json',
    path = '/list',
    sent = null,
    headers = {},
  } of exchanges) {
    evidence.watcher.onAnswer({
      request: { system: 'side', operation: 'list', method: 'POST', path, headers: {}, body: sent, writes: false },
      answer: {
        status,
        headers: { 'content-type': type, ...headers },
        body: typeof body === 'string' ? Buffer.from(body) : body,
      },
    })
  }
  evidence.conclude()
  const ids = Array.from({ length: 18 }, (_, at) => `Q${at + 1}` as const)
  return ids.flatMap((id) => {
    const quirk = QUIRKS.find((known) => known === id)
    return quirk === undefined ? [] : evidence.signs.list(quirk).map(({ what }) => `${id} ${what}`)
  })
}

const QUIRKS = ['Q5', 'Q6', 'Q7', 'Q8', 'Q9', 'Q10', 'Q11', 'Q12', 'Q13', 'Q15', 'Q16', 'Q17', 'Q18'] as const
const XML = 'text/xml; charset=utf-8'
const list = (rows: string) => ({ type: XML, body: `<a:list xmlns:a="urn:a">${rows}</a:list>` })

test.each<[string, readonly Exchange[], readonly string[]]>([
  ['a good list', [{ body: '[{"id":1,"name":"x","sum":"1.00","on":"2026-01-02"}]' }], []],
  [
    'a page',
    [{ body: '<!DOCTYPE html><html></html>', type: 'text/html' }],
    ['Q5 side list: an HTML page with HTTP 200'],
  ],
  [
    'an error that leaks',
    [{ body: 'died at /usr/lib/Core/Db.pm line 412.', status: 502, type: 'text/plain' }],
    ['Q5 side list: an error that names file and line'],
  ],
  [
    'a page that begins with the complaint of a program',
    [{ body: "Error: no module<br/>Can't locate X.pm at ../lib/Api.pm line 15.\n", type: 'text/html' }],
    ['Q5 side list: an HTML page with HTTP 200', 'Q5 side list: an error that names file and line'],
  ],
  ['JSON that is called a page', [{ body: '[]', type: 'text/html' }], []],
  ['an empty body', [{ body: ' \n' }], ['Q8 side list: an empty body with HTTP 200']],
  ['an answer that says that it has no body', [{ body: '', status: 204 }], []],
  ['XML with an ampersand', [list('<n>A & B</n>')], ['Q6 side list: XML that is not well-formed']],
  [
    'an error within a 200',
    [{ body: '{"errno":15,"errstr":"no such user"}' }],
    ['Q12 side list: an error within HTTP 200, told by errno and errstr'],
  ],
  [
    'types that flip',
    [{ body: '[{"inn":"0077001"},{"inn":77001}]' }, { body: '{"info":[]}' }, { body: '{"info":{"a":true}}' }],
    [
      'Q10 side list: inn is a text, a number',
      'Q10 side list: answer is a list, an object',
      'Q10 side list: info is an empty list, an object',
    ],
  ],
  [
    'money in every form',
    [{ body: '[{"deposit":600.45000000000005},{"deposit":1e3},{"deposit":"10,45"},{"deposit":0.005},{"deposit":7}]' }],
    [
      'Q9 side list: deposit is printed as a double with noise, an exponent, a comma, more than two decimals, a whole number',
      'Q10 side list: deposit is a number, a text',
    ],
  ],
  [
    'dates in every form',
    [
      {
        body: '[{"date":"0000-00-00"},{"date":"02.01.2026_10:00:00"},{"date":1764000000},{"date":"No"},{"date":"20260102100000"}]',
      },
    ],
    [
      'Q10 side list: date is a text, a number',
      'Q11 side list: date is a date of zeros, dd.MM.yyyy HH:mm:ss without a zone, unix seconds, "No", yyyyMMddHHmmss without a zone',
    ],
  ],
  [
    '25 rows',
    [{ body: JSON.stringify(Array.from({ length: 25 }, () => ({}))) }],
    ['Q13 side list: exactly 25 rows in one answer'],
  ],
  ['24 rows', [{ body: JSON.stringify(Array.from({ length: 24 }, () => ({}))) }], []],
  [
    'one and many',
    [list('<row><id>1</id></row>'), list('<row><id>1</id></row><row><id>2</id></row>')],
    ['Q15 side list: list.row: one, many'],
  ],
  [
    'a cookie',
    [{ body: '{}', headers: { 'set-cookie': 'sid=5ecret' } }],
    ['Q16 side list: opens a session by a cookie'],
  ],
  [
    'a key in the address',
    [{ body: '{}', path: '/list?id=1&api_key=5ecret' }],
    ['Q17 side list: a secret goes in the address'],
  ],
  ['a password in an answer', [{ body: '{"password":"5ecret"}' }], ['Q17 side list: answers hold secrets']],
  [
    'a giant filter',
    [{ ...list('<row/>'), sent: `<f>${'<x>-1</x>'.repeat(12)}</f>` }],
    ['Q18 side list: a filter of many fields'],
  ],
  ['a filter of what is needed', [{ ...list('<row/>'), sent: '<f><number>17</number></f>' }], []],
])('of %s it notes what it is', (_what, exchanges, notes) => {
  expect(look(...exchanges)).toEqual(notes)
})

const CYRILLIC_1251 = Buffer.from([0x22, 0xc8, 0xe2, 0xe0, 0xed, 0x22])

test.each([
  ['application/json; charset=utf-8', CYRILLIC_1251, 'utf-8 is declared, and it is another'],
  ['application/json', CYRILLIC_1251, 'no charset is declared, and it is another'],
  ['application/json; charset=windows-1251', CYRILLIC_1251, 'windows-1251'],
  ['application/json; charset=windows-1251', Buffer.from('"Иван"'), 'windows-1251 is declared, and it is utf-8'],
  [
    'text/xml; charset=windows-1251',
    Buffer.from('<?xml version="1.0" encoding="utf-8"?><a>x</a>'),
    'the header says windows-1251 and the XML declaration utf-8',
  ],
])('a charset of %s is told', (type, body, what) => {
  expect(look({ type, body })).toEqual([`Q7 side list: ${what}`])
})

test('no value of an answer gets into a note, whatever it looks like', () => {
  const noted = look(
    { body: '{"Иванов Иван":{"+79161234567":"ivanov@example.org"},"sum":12345.678901234567,"errno":"Иванов"}' },
    { type: XML, body: '<Иванов><date>0000-00-00</date></Иванов>' },
  )
  expect(noted.length).toBeGreaterThan(1)
  expect(noted.join('\n')).not.toMatch(/Иван|7916|ivanov|12345/)
})

test('what a module of somebody else throws is told without people, numbers and addresses', () => {
  const text = 'row 7 of Иванов Иван +79161234567, ivanov@example.org at https://billing.example/?key=5ecret\u001b[2J'
  expect(withoutPersonalData(text)).toBe('row 7 of …, … at (an address) [2J')
  expect(toFailure(new TypeError('no field of Иванов'))).toEqual({ code: null, message: 'TypeError: no field of …' })
  const error = new BillingError('BILLING_FAILED', 'rest accounts: status 500.', { outcome: 'not_applied' })
  expect(toFailure(error)).toEqual({ code: 'BILLING_FAILED', message: 'rest accounts: status 500.' })
})

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readXml } from '../../src/billing/transport/xml.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

const BUNDLED = new URL('../../src/billing/reference/billing.wsdl', import.meta.url)

const OPERATIONS = [
  'Login',
  'Logout',
  'GetServerTime',
  'GetPayments',
  'GetPromiseOffers',
  'GetPromises',
  'AddPromise',
  'AddDebit',
  'FindDebit',
  'GetCharges',
  'GetStatement',
  'GetTickets',
  'GetTicketMessages',
  'OpenTicket',
  'FindTicket',
  'AddTicketMessage',
  'FindTicketMessage',
  'ChangeTicket',
  'GetTicketStates',
  'GetTicketQueue',
]

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 20 })
}, 30_000)
afterAll(() => sandbox.close())

test('the WSDL that is served has the operations and types of the bundled copy', async () => {
  const served = await (await fetch(`${sandbox.soapUrl}?wsdl`)).text()
  const bundled = await readFile(BUNDLED, 'utf8')
  expect(describeWsdl(served)).toEqual(describeWsdl(bundled))
})

test('the bundled copy declares the operations that the adapter calls', async () => {
  const tags = describeWsdl(await readFile(BUNDLED, 'utf8'))
  for (const operation of OPERATIONS) {
    expect(tags).toContain(`<operation name="${operation}">`)
    expect(tags).toContain(`<xsd:element name="${operation}">`)
  }
})

/** Every tag that says something about operations and types, in order; addresses, comments and layout do not count. */
function describeWsdl(text: string): readonly string[] {
  expect(readXml(text).name).toBe('definitions')
  const tags = text
    .replace(/<!--.*?-->/gs, '')
    .match(/<\/?[\w:]*(?:operation|input|output|message|part|element|complexType)\b[^>]*>/g)
  return (tags ?? []).map((tag) => tag.replace(/\s+/g, ' '))
}

import { parseArgs } from 'node:util'
import { startLanbillingDouble } from './lanbilling.ts'

/** The double as a program, to try an adapter by hand: `node tests/doubles/lanbilling-main.ts --port 34012`. */
const HELP = `A double of LANBilling's SOAP interface, in memory; what it is told is gone when it ends.

  --port N       where to listen on 127.0.0.1; 0, the default, for any free port
  --latency N    milliseconds that each call takes; 0
  --help         this
`

await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, latency: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) return void process.stdout.write(HELP)
  const [port, latencyMs] = [wholeNumber(values.port), wholeNumber(values.latency)]
  if (port === null || latencyMs === null) {
    process.stderr.write('--port and --latency are whole numbers; --help tells the rest.\n')
    process.exitCode = 2
    return
  }
  const double = await startLanbillingDouble({ port })
  double.latencyMs = latencyMs
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void double.close())
  const { people, agreements } = double.books.state
  const demo = people.filter(({ login }) => ['ivanova', 'vektor'].includes(login))
  const lines = demo.map(({ uid, login, pass, name }) => {
    const numbers = agreements.filter((one) => one.uid === uid).map(({ number }) => number)
    return `  ${login} / ${pass} — ${name}, ${numbers.join(', ')}`
  })
  process.stdout.write(
    [
      'LANBilling double',
      `  URL      ${double.url}`,
      `  Manager  ${double.login} / ${double.password}`,
      `  ${agreements.length} agreements of ${people.length} subscribers`,
      'Subscribers to try',
      ...lines,
      JSON.stringify({ listening: { url: double.url } }),
      '',
    ].join('\n'),
  )
}

function wholeNumber(text: string | undefined): number | null {
  return text === undefined ? 0 : /^\d{1,5}$/.test(text) ? Number(text) : null
}

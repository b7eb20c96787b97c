import { parseArgs } from 'node:util'
import { startCrmDouble } from './crm.ts'

/** The double as a program, to try an adapter by hand: `node tests/doubles/crm-main.ts --port 4300`. */
const HELP = `A double of the CRM that tests/doubles/crm.md describes, in memory; what it is told is gone when it ends.

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
  const [port, latencyMs] = [values.port ?? '0', values.latency ?? '0']
  if (!/^\d{1,5}$/.test(port) || !/^\d{1,5}$/.test(latencyMs)) {
    process.stderr.write('--port and --latency are whole numbers; --help tells the rest.\n')
    process.exitCode = 2
    return
  }
  const double = await startCrmDouble({ port: Number(port) })
  double.latencyMs = Number(latencyMs)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void double.close())
  const { customers, tickets } = double.books.state
  const [first] = customers
  process.stdout.write(
    [
      'CRM double',
      `  URL    ${double.url}/api`,
      `  Token  ${double.token} (header X-Api-Token)`,
      `  ${customers.length} customers, ${tickets.length} tickets; ${first?.contract} has the most`,
      JSON.stringify({ listening: { url: double.url } }),
      '',
    ].join('\n'),
  )
}

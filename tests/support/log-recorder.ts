import { Writable } from 'node:stream'
import { pino } from 'pino'

/** A log, and its lines so far. */
export function createLogRecorder() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { log: pino({ level: 'debug' }, stream), lines: () => lines }
}

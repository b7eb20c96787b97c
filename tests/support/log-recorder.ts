import { Writable } from 'node:stream'
import { pino } from 'pino'

/** A log that keeps its lines. */
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
